public import Foundation

/// One request as it arrived at a `LoopbackServer`.
public struct ReceivedRequest: Sendable {
    /// The verb, as sent.
    public let method: String
    /// Everything between verb and version; absolute when the client took the server for a proxy.
    public let target: String
    /// Names as sent, in order.
    public let headers: [(name: String, value: String)]
    /// Decoded if it came in chunks.
    public let body: Data
    /// Counts connections from 1: equal numbers mean that a connection was used again.
    public let connection: Int

    /// The target without query.
    public var path: String { String(target.prefix { $0 != "?" }) }

    /// What follows the question mark, still encoded; empty without one.
    public var query: String { String(target.dropFirst(path.count + 1)) }

    /// The first header of this name, in any case.
    public func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
