public import Domain
import HTTP
public import Providers

/// The configured providers.
public struct ProviderSet: Sendable {
    /// Every provider that this version can be configured for.
    public static let known: [ProviderID] = [.vastai]

    private let byID: [ProviderID: any Provider]

    /// Collects providers; the last one of an id wins.
    public init(_ providers: [any Provider]) {
        byID = Dictionary(providers.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// In the order of their names.
    public var all: [any Provider] { byID.values.sorted { $0.id < $1.id } }

    /// Their names, in order.
    public var ids: [ProviderID] { byID.keys.sorted() }

    /// What each one's breaker does, in the order of their names: 0 when calls are made, 1 when they are held back, 2 when one finds
    /// out whether they can be made again.
    public var circuits: [(provider: ProviderID, state: Int)] { all.map { ($0.id, $0.circuit.rawValue) } }

    /// Whether none is configured.
    public var isEmpty: Bool { byID.isEmpty }

    /// The provider, or a `Problem` that says how to configure it.
    public func provider(_ id: ProviderID) throws -> any Provider {
        guard let provider = byID[id] else {
            guard Self.known.contains(id) else {
                throw Problem(
                    .invalidInput, "there is no provider called '\(id)'",
                    hint: "It must be one of \(Self.known.map(\.rawValue).joined(separator: ", ")).")
            }
            throw Problem(
                .noCredentials, "no credentials for \(id) are configured",
                hint: "Set its API key in the environment or in .env; 'gpu-shopper doctor' shows what is missing.")
        }
        return provider
    }

    /// Those named, each once, or all when none is named.
    public func selected(_ ids: [ProviderID]) throws -> [any Provider] {
        var seen: Set<ProviderID> = []
        return ids.isEmpty ? all : try ids.filter { seen.insert($0).inserted }.map(provider)
    }
}
