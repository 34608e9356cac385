public import Foundation

/// A message in the outbox, and how far it came.
public struct Delivery: Hashable, Sendable, Identifiable {
    /// Its name; the receiver sees it, and tells a repetition by it.
    public let id: String
    /// What is sent, and where.
    public let message: NewDelivery
    /// When it was put there.
    public let createdAt: Date
    /// How often it was tried.
    public let attempts: Int
    /// When the next try is due.
    public let nextAttemptAt: Date
    /// When it arrived.
    public let deliveredAt: Date?
    /// When no more tries were to be made.
    public let gaveUpAt: Date?
    /// Why the last try failed.
    public let lastError: String?

    /// Describes a message in the outbox.
    public init(
        id: String, message: NewDelivery, createdAt: Date, attempts: Int, nextAttemptAt: Date, deliveredAt: Date?, gaveUpAt: Date?,
        lastError: String?
    ) {
        self.id = id
        self.message = message
        self.createdAt = createdAt
        self.attempts = attempts
        self.nextAttemptAt = nextAttemptAt
        self.deliveredAt = deliveredAt
        self.gaveUpAt = gaveUpAt
        self.lastError = lastError
    }
}
