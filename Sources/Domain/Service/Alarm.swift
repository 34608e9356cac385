public import Foundation

/// Something that a person must look at, since money is at risk.
public struct Alarm: Hashable, Sendable, Codable {
    /// What kinds there are.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// A provider refuses the key with which a machine must be ended.
        case teardownRefused = "teardown_refused"
        /// A machine is not proved gone although the time for it is over.
        case teardownLate = "teardown_late"
        /// A provider cannot be asked for its machines.
        case providerUnreachable = "provider_unreachable"
        /// A machine of ours was found that no session knew.
        case orphan
        /// Most of a budget is used up.
        case budgetWarning = "budget_warning"
        /// A budget is used up.
        case budgetExceeded = "budget_exceeded"
    }

    /// The kind.
    public let kind: Kind
    /// Which thing: a machine, a provider, a consumer.
    public let subject: String
    /// One sentence for a person.
    public let message: String
    /// Since when.
    public let raisedAt: Date
    /// When it was over; `nil` while it is not.
    public let clearedAt: Date?

    /// Describes an alarm.
    public init(kind: Kind, subject: String, message: String, raisedAt: Date, clearedAt: Date? = nil) {
        self.kind = kind
        self.subject = subject
        self.message = message
        self.raisedAt = raisedAt
        self.clearedAt = clearedAt
    }
}
