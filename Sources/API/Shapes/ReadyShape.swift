import Foundation

/// Whether requests can be served.
struct ReadyShape: Encodable, Sendable {
    let ready: Bool
    let timestamp: Date
}
