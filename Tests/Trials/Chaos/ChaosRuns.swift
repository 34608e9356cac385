/// Many seeds, some at once.
package struct ChaosRuns: Sendable {
    /// What all runs together came to.
    package struct Summary: Sendable {
        /// Runs that came to their end.
        package var runs = 0
        /// Those of them that found something, or could not be played.
        package var failed = 0
        /// Processes that were killed or told to end.
        package var kills = 0
        /// Machines that were rented.
        package var machines = 0
        /// Sessions that were opened.
        package var sessions = 0
        /// Results that were stored.
        package var results = 0
        /// What must not be, by the promise that it breaks.
        package var found: [Finding.Kind: Int] = [:]
    }

    private let first: UInt64
    private let count: Int
    private let width: Int
    private let run: @Sendable (UInt64) async throws -> ChaosOutcome

    /// Describes `count` seeds from `first` on, `width` at once.
    package init(first: UInt64, count: Int, width: Int, run: @escaping @Sendable (UInt64) async throws -> ChaosOutcome) {
        self.first = first
        self.count = count
        self.width = width
        self.run = run
    }

    /// Plays them; `each` hears of every one that ends, and `failed` of those that could not be played.
    package func play(
        _ each: (ChaosOutcome) -> Void, failed: (UInt64, any Error) -> Void
    ) async throws -> Summary {
        var summary = Summary()
        try await withThrowingTaskGroup(of: (UInt64, Result<ChaosOutcome, any Error>).self) { group in
            var next = 0
            func add() {
                guard next < count else { return }
                let seed = first + UInt64(next)
                next += 1
                group.addTask { [run] in
                    do { return (seed, .success(try await run(seed))) } catch is CancellationError { throw CancellationError() } catch {
                        return (seed, .failure(error))
                    }
                }
            }
            for _ in 0..<width { add() }
            while let (seed, result) = try await group.next() {
                switch result {
                case .success(let outcome):
                    summary.runs += 1
                    summary.kills += outcome.kills
                    summary.machines += outcome.machines
                    summary.sessions += outcome.sessions
                    summary.results += outcome.results
                    if !outcome.findings.isEmpty { summary.failed += 1 }
                    for finding in outcome.findings { summary.found[finding.kind, default: 0] += 1 }
                    each(outcome)
                case .failure(let error):
                    summary.failed += 1
                    failed(seed, error)
                }
                add()
            }
        }
        return summary
    }
}
