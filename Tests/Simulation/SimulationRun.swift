/// Many seeds, some at once.
public struct SimulationRun: Sendable {
    /// What all seeds together came to.
    public struct Summary: Hashable, Sendable {
        /// Seeds that were run.
        public var seeds = 0
        /// Those of them that broke a promise.
        public var failed = 0
        /// The first of those.
        public var firstFailed: UInt64?
        /// Sessions that were opened.
        public var sessions = 0
        /// Machines that came to be.
        public var machines = 0
        /// Processes that died.
        public var crashes = 0
        /// Turns that were passed.
        public var steps = 0
    }

    private let first: UInt64
    private let count: Int
    private let width: Int
    private let sabotage: Simulation.Sabotage?
    private let keepsTrace: Bool
    private let stopsAtFirst: Bool

    /// Describes a run over `count` seeds from `first` on; the last of them must be a number, too.
    public init(
        first: UInt64, count: Int, width: Int, sabotage: Simulation.Sabotage? = nil, keepsTrace: Bool = false, stopsAtFirst: Bool = false
    ) {
        self.first = first
        self.count = count
        self.width = width
        self.sabotage = sabotage
        self.keepsTrace = keepsTrace
        self.stopsAtFirst = stopsAtFirst
    }

    /// Runs them; `each` hears of every outcome, in the order of the seeds.
    public func run(_ each: (Simulation.Outcome) -> Void = { _ in }) async throws -> Summary {
        var summary = Summary()
        try await withThrowingTaskGroup(of: Simulation.Outcome.self) { group in
            var (next, told) = (0, first)
            var waiting: [UInt64: Simulation.Outcome] = [:]
            func add() {
                guard next < count, !(stopsAtFirst && summary.failed > 0) else { return }
                let seed = first + UInt64(next)
                next += 1
                group.addTask { [sabotage, keepsTrace] in
                    try await Simulation(seed: seed, sabotage: sabotage, keepsTrace: keepsTrace).run()
                }
            }
            for _ in 0..<width { add() }
            while let outcome = try await group.next() {
                summary.seeds += 1
                summary.sessions += outcome.sessions
                summary.machines += outcome.machines
                summary.crashes += outcome.crashes
                summary.steps += outcome.steps
                if !outcome.violations.isEmpty {
                    summary.failed += 1
                    summary.firstFailed = min(summary.firstFailed ?? outcome.seed, outcome.seed)
                }
                waiting[outcome.seed] = outcome
                while let turn = waiting.removeValue(forKey: told) {
                    each(turn)
                    told &+= 1
                }
                add()
            }
        }
        return summary
    }
}
