import Simulation
import Testing

/// The simulation finds nothing where the rules hold, and finds it soon where one is broken.
@Suite struct SimulationTests {
    @Test func `a thousand seeds keep every promise`() async throws {
        let summary = try await SimulationRun(first: 1, count: 1000, width: 2).run { outcome in
            guard let violation = outcome.violations.first else { return }
            Issue.record("seed \(outcome.seed): \(violation); again: make simulate SEEDS=1 FIRST_SEED=\(outcome.seed) TRACE=1")
        }
        #expect(summary.seeds == 1000 && summary.failed == 0)
        #expect(summary.sessions > 1000 && summary.machines > 1000 && summary.crashes > 500, "the seeds do something")
    }

    @Test(arguments: Simulation.Sabotage.allCases)
    func `a rule that is broken on purpose is noticed within a thousand seeds`(sabotage: Simulation.Sabotage) async throws {
        let summary = try await SimulationRun(first: 1, count: 1000, width: 2, sabotage: sabotage, stopsAtFirst: true).run()
        #expect(summary.failed > 0, "\(sabotage.rawValue) goes unnoticed")
    }

    @Test func `a seed replays to the letter`() async throws {
        for seed: UInt64 in [4, 5, 15] {
            let first = try await Simulation(seed: seed, keepsTrace: true).run()
            let second = try await Simulation(seed: seed, keepsTrace: true).run()
            #expect(first == second && first.trace.count > 30 && first.machines > 0)
        }
    }
}
