public import Foundation

/// A reservation that was moved.
public struct ExtendedShape: Codable, Sendable {
    /// One sentence.
    public let message: String
    /// Which session's.
    public let session_id: String
    /// When its machine goes now.
    public let new_expires_at: Date
    /// Whether the hard maximum is lifted for it.
    public let override_hard_max: Bool
}
