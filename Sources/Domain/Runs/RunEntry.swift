public import Foundation

/// One entry of a run: what is measured, how far that is, and what became of it.
public struct RunEntry: Hashable, Sendable {
    /// How far an entry is.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        case pending, running, success, failed, timeout, skipped
    }

    /// `manifest-` and twelve hexadecimal digits.
    public let id: String
    /// The run that it belongs to.
    public let run: String
    /// What is measured.
    public let model: String
    /// On which card.
    public let gpuType: String
    /// At whose machine.
    public let provider: ProviderID
    /// How far it is.
    public var status: Status
    /// Lower ones go first.
    public let priority: Int
    /// When it was asked for.
    public let createdAt: Date
    /// Who works on it.
    public var worker: String?
    /// Where its archive is.
    public var outputFile: String?
    /// The session that its machine is rented in.
    public var session: String?
    /// The offer that was taken.
    public var offer: OfferID?
    /// What its machine costs an hour.
    public var pricePerHour: USD?
    /// The result.
    public var benchmark: String?
    /// Tokens per second of the result.
    public var tokensPerSecond: Double?
    /// What it cost, failed tries included.
    public var cost: USD?
    /// Why it has no result.
    public var failureReason: String?
    /// How far it had come by then.
    public var failureStage: String?
    /// When it was begun.
    public var startedAt: Date?
    /// When it was over.
    public var completedAt: Date?

    /// Describes an entry that nothing happened to yet.
    public init(
        id: String, run: String, model: String, gpuType: String, provider: ProviderID, status: Status, priority: Int, createdAt: Date
    ) {
        self.id = id
        self.run = run
        self.model = model
        self.gpuType = gpuType
        self.provider = provider
        self.status = status
        self.priority = priority
        self.createdAt = createdAt
    }
}
