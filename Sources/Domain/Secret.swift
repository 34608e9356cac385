/// A credential that does not print itself.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The credential; call this only where it goes onto the wire.
    public let exposed: String

    /// Wraps a credential.
    public init(_ value: String) {
        exposed = value
    }

    /// Always three asterisks.
    public var description: String { "***" }

    /// Always three asterisks.
    public var debugDescription: String { "***" }
}
