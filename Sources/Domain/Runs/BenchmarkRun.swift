public import Foundation

/// A matrix of benchmarks, and how far it is.
public struct BenchmarkRun: Hashable, Sendable {
    /// How far a run is as a whole.
    public enum Status: String, Hashable, Sendable, CaseIterable {
        /// Nothing was begun.
        case pending
        /// Some of it was.
        case running
        /// All of it is over.
        case completed
        /// Somebody called it off.
        case cancelled
        /// All of it is over: some of it failed, and nothing was measured.
        case failed
    }

    /// How many entries are how far.
    public struct Counts: Hashable, Sendable {
        /// All of them.
        public var total = 0
        /// Those with a result.
        public var completed = 0
        /// Those that ended without one.
        public var failed = 0
        /// Those being measured.
        public var running = 0
        /// Those that wait.
        public var pending = 0
        /// Those that are not tried.
        public var skipped = 0

        /// None.
        public init() {}
    }

    /// `run-` and eight hexadecimal digits.
    public let id: String
    /// How far it is.
    public let status: Status
    /// What was asked for.
    public let request: RunRequest
    /// When it was asked for.
    public let createdAt: Date
    /// When anything about it last changed.
    public let updatedAt: Date
    /// How far its entries are.
    public let counts: Counts
    /// What its entries cost so far.
    public let totalCost: USD

    /// Describes a run.
    public init(
        id: String, status: Status, request: RunRequest, createdAt: Date, updatedAt: Date, counts: Counts, totalCost: USD
    ) {
        self.id = id
        self.status = status
        self.request = request
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.counts = counts
        self.totalCost = totalCost
    }
}
