public import Foundation

/// What is known of how busy a rented machine's GPUs are.
public struct IdleReading: Hashable, Sendable, Codable {
    /// When the GPUs were last read.
    public var readAt: Date?
    /// Since when every reading was idle; `nil` when the last one was not.
    public var idleSince: Date?
    /// The busiest GPU of the last reading, in percent.
    public var utilizationPercent: Double?
    /// Why they cannot be read now; a session never ends for that.
    public var trouble: String?

    /// Nothing is known yet.
    public init(readAt: Date? = nil, idleSince: Date? = nil, utilizationPercent: Double? = nil, trouble: String? = nil) {
        self.readAt = readAt
        self.idleSince = idleSince
        self.utilizationPercent = utilizationPercent
        self.trouble = trouble
    }
}
