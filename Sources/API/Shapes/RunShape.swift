public import Domain
public import Foundation

/// A run as clients see it.
public struct RunShape: Codable, Sendable {
    /// `run-` and eight hexadecimal digits.
    public let id: String
    /// `pending`, `running`, `completed`, `cancelled` or `failed`.
    public let status: String
    /// What was asked for.
    public let request: RunRequest
    /// When.
    public let created_at: Date
    /// When anything about it last changed.
    public let updated_at: Date
    /// How many entries it has.
    public let total_entries: Int
    /// Those with a result.
    public let completed: Int
    /// Those that ended without one.
    public let failed: Int
    /// Those being measured.
    public let running: Int
    /// Those that wait.
    public let pending: Int
    /// Those that are not tried.
    public let skipped: Int
    /// Dollars that its entries cost so far.
    public let total_cost: USD

    /// What a run looks like.
    public init(_ run: BenchmarkRun) {
        id = run.id
        status = run.status.rawValue
        request = run.request
        created_at = run.createdAt
        updated_at = run.updatedAt
        total_entries = run.counts.total
        completed = run.counts.completed
        failed = run.counts.failed
        running = run.counts.running
        pending = run.counts.pending
        skipped = run.counts.skipped
        total_cost = run.totalCost
    }
}
