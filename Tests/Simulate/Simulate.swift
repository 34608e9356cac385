import ArgumentParser
import CSQLiteSetup
import Foundation
import Simulation

/// `gpu-simulate`: tens of thousands of fault schedules, each decided by its seed.
@main
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu-simulate",
        abstract: "Run the session machinery against a marketplace in memory, a virtual clock, and every fault a seed can draw.",
        discussion: """
            Prints a line when all seeds kept every promise; otherwise each seed that broke one, how to run it again, and exits with 1.
            """)

    @Option(help: "How many seeds.")
    var seeds: Int = 1000

    @Option(help: "The first of them.")
    var firstSeed: UInt64 = 1

    @Option(help: "Break a rule on purpose: \(Simulation.Sabotage.allCases.map(\.rawValue).joined(separator: ", ")).")
    var sabotage: String?

    @Flag(help: "Print every step of every seed.")
    var trace = false

    // A seed waits for its database's thread at every step, and leaves its processor to the next one.
    @Option(help: "How many seeds at once; four times as many as there are processors by default.")
    var width: Int = 4 * ProcessInfo.processInfo.activeProcessorCount

    func validate() throws {
        guard sabotage.map({ Simulation.Sabotage(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("--sabotage must be one of \(Simulation.Sabotage.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard seeds > 0, width > 0 else { throw ValidationError("--seeds and --width must be at least 1") }
        guard !firstSeed.addingReportingOverflow(UInt64(seeds)).overflow else {
            throw ValidationError("--first-seed and --seeds together go beyond \(UInt64.max)")
        }
    }

    func run() async throws {
        // Or all seeds take turns at one lock, at every allocation of every database.
        guard sqlite3_keep_no_memory_statistics() == SQLITE_OK else { throw ValidationError("SQLite was in use before it could be set up") }
        let begun = ContinuousClock.now
        let summary = try await SimulationRun(
            first: firstSeed, count: seeds, width: width, sabotage: sabotage.flatMap(Simulation.Sabotage.init(rawValue:)), keepsTrace: trace
        ).run {
            outcome in
            if trace, seeds > 1 { print("seed \(outcome.seed)") }
            for line in outcome.trace { print(line) }
            guard !outcome.violations.isEmpty else { return }
            for violation in outcome.violations.prefix(3) { print("seed \(outcome.seed): \(violation)") }
            print("  again: make simulate SEEDS=1 FIRST_SEED=\(outcome.seed) TRACE=1\(sabotage.map { " SABOTAGE=\($0)" } ?? "")")
        }
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        print(
            """
            seeds        \(summary.seeds)
            sessions     \(summary.sessions)
            machines     \(summary.machines)
            crashes      \(summary.crashes)
            steps        \(summary.steps)
            violations   \(summary.failed)
            seconds      \(String(format: "%.1f", seconds))
            """)
        if summary.failed > 0 { throw ExitCode(1) }
    }
}
