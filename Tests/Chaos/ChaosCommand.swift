import ArgumentParser
import Foundation
import Trials
import UnixSignals

/// `gpu-chaos`: the built programs through faults and `kill -9`, each run decided by its seed.
@main
struct ChaosCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu-chaos",
        abstract: "Run the built programs against the built sandbox with every fault and kill that a seed draws, and compare the books.",
        discussion: """
            Prints a line for every run that broke a promise, and how to run it again; at the end what was done and found. Exits with 1 \
            when anything was found.
            """)

    @Option(help: "How many runs.")
    var runs = 200

    @Option(help: "The seed of the first; the next ones follow.")
    var firstSeed: UInt64 = 1

    @Option(help: "How many at once; one more than there are processors by default: most of a run is waiting.")
    var width = ProcessInfo.processInfo.activeProcessorCount + 1

    @Option(help: "The folder with the built programs; this program's own by default.")
    var binaries: String?

    @Option(help: "Where the folders of runs that found something are kept.")
    var keep: String?

    @Flag(help: "Print what every seed does, and when.")
    var trace = false

    @Flag(help: "Print what the seeds would do, and do nothing.")
    var dryRun = false

    func validate() throws {
        guard runs > 0, width > 0 else { throw ValidationError("--runs and --width must be at least 1") }
        guard !firstSeed.addingReportingOverflow(UInt64(runs)).overflow else {
            throw ValidationError("--first-seed and --runs together go beyond \(UInt64.max)")
        }
    }

    func run() async throws {
        guard !dryRun else {
            for seed in firstSeed..<(firstSeed + UInt64(runs)) {
                say("seed \(seed)")
                for line in ChaosRun.schedule(of: seed) { say("  " + line) }
            }
            return
        }
        let programs = try Binaries.find(in: binaries.map { URL(filePath: $0).standardizedFileURL })
        let begun = ContinuousClock.now
        let summary = try await untilSignalled { try await play(programs) }
        report(summary, seconds: (ContinuousClock.now - begun) / .seconds(1))
        if summary.failed > 0 { throw ExitCode(1) }
    }

    private func play(_ programs: Binaries) async throws -> ChaosRuns.Summary {
        let keep = keep.map { URL(filePath: $0) }
        return try await ChaosRuns(first: firstSeed, count: runs, width: width) { seed in
            try await ChaosRun(seed: seed, binaries: programs, keep: keep).run()
        }.play { outcome in
            if trace { for line in outcome.trace { say("\(outcome.seed) \(line)") } }
            guard !outcome.findings.isEmpty else { return }
            for finding in outcome.findings { say("seed \(outcome.seed): \(finding)") }
            say("  again: make chaos RUNS=1 FIRST_SEED=\(outcome.seed)")
        } failed: { seed, error in
            say("seed \(seed) could not be played: \(error)")
        }
    }

    /// Ends with the work, or with the first signal: then what runs is ended first.
    private func untilSignalled<Value: Sendable>(_ work: @Sendable @escaping () async throws -> Value) async throws -> Value {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm)
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask {
                for await _ in signals { return nil }
                return nil
            }
            group.addTask { try await work() }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw ExitCode(130) }
            return value
        }
    }

    private func report(_ summary: ChaosRuns.Summary, seconds: Double) {
        var rows = [
            ("runs", "\(summary.runs)"), ("kills", "\(summary.kills)"), ("sessions", "\(summary.sessions)"),
            ("machines rented", "\(summary.machines)"), ("results stored", "\(summary.results)"),
        ]
        rows += Finding.Kind.allCases.map { ($0.rawValue, "\(summary.found[$0, default: 0])") }
        rows.append(("seconds", String(format: "%.0f", seconds)))
        for (name, value) in rows { say(name.padding(toLength: 38, withPad: " ", startingAt: 0) + value) }
    }

    /// A pipe or a file shows lines as they come.
    private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}
