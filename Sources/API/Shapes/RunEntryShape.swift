public import Domain
public import Foundation

/// An entry of a run as clients see it.
public struct RunEntryShape: Codable, Sendable {
    /// `manifest-` and hexadecimal digits.
    public let id: String
    /// The run that it belongs to.
    public let run_id: String
    /// On which card.
    public let gpu_type: String
    /// At whose machine.
    public let provider: String
    /// What is measured.
    public let model: String
    /// `pending`, `running`, `success`, `failed`, `timeout` or `skipped`.
    public let status: String
    /// Lower ones go first.
    public let priority: Int
    /// Who works on it.
    public let worker_id: String?
    /// Where its archive is.
    public let output_file: String?
    /// The session that its machine is rented in.
    public let session_id: String?
    /// The offer that was taken.
    public let offer_id: String?
    /// What its machine costs an hour.
    public let price_per_hour: USD?
    /// The result.
    public let benchmark_id: String?
    /// Of the result.
    public let tokens_per_second: Double?
    /// Dollars, failed tries included.
    public let total_cost: USD?
    /// Why it has no result.
    public let failure_reason: String?
    /// How far it had come by then.
    public let failure_stage: String?
    /// When it was asked for.
    public let created_at: Date
    /// When it was begun.
    public let started_at: Date?
    /// When it was over.
    public let completed_at: Date?

    /// What an entry looks like.
    public init(_ entry: RunEntry) {
        id = entry.id
        run_id = entry.run
        gpu_type = entry.gpuType
        provider = entry.provider.rawValue
        model = entry.model
        status = entry.status.rawValue
        priority = entry.priority
        worker_id = entry.worker
        output_file = entry.outputFile
        session_id = entry.session
        offer_id = entry.offer?.rawValue
        price_per_hour = entry.pricePerHour
        benchmark_id = entry.benchmark
        tokens_per_second = entry.tokensPerSecond
        total_cost = entry.cost
        failure_reason = entry.failureReason
        failure_stage = entry.failureStage
        created_at = entry.createdAt
        started_at = entry.startedAt
        completed_at = entry.completedAt
    }
}
