import Domain
import Providers
import TestSupport
import Testing

/// One provider under the contract.
struct ProviderCase: Sendable, CustomTestStringConvertible {
    let id: ProviderID
    /// The name in messages.
    let displayName: String
    let make: @Sendable (LoopbackServer) throws -> any Provider

    var testDescription: String { displayName }

    static let all = [
        ProviderCase(id: .vastai, displayName: "Vast.ai") { try VastBed(at: $0).provider }
    ]
}
