/// A run that was called off.
public struct RunCancelledShape: Codable, Sendable {
    /// `cancelled`.
    public let status: String

    /// Every one is so.
    public init() { status = "cancelled" }
}
