import Foundation
import Testing
import Trials

/// A few runs of what `make chaos` does hundreds of times.
@Suite(.serialized, .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd"), "openssh-server is not installed"))
struct ChaosTests {
    @Test func `what is killed and lied to loses no machine, no result and no cent`() async throws {
        let binaries = try #require(Binaries.beside(home: PackageFolder.top), "the programs were not built beside the tests")
        let summary = try await ChaosRuns(first: 1, count: 6, width: 3) { seed in
            try await ChaosRun(seed: seed, binaries: binaries).run()
        }.play { outcome in
            for finding in outcome.findings {
                Issue.record(
                    "seed \(outcome.seed): \(finding); again: make chaos RUNS=1 FIRST_SEED=\(outcome.seed)\n\(outcome.trace.joined(separator: "\n"))"
                )
            }
        } failed: { seed, error in
            Issue.record("seed \(seed) could not be played: \(error)")
        }
        #expect(summary.runs == 6 && summary.failed == 0)
        #expect(summary.kills > 5 && summary.sessions > 5 && summary.machines > 5 && summary.results > 0, "the runs do something")
    }

    @Test func `a seed decides everything that is done to a run`() {
        for seed: UInt64 in 1...50 {
            #expect(ChaosRun.schedule(of: seed) == ChaosRun.schedule(of: seed))
        }
        #expect(Set((1...50).map { ChaosRun.schedule(of: $0) }).count == 50)
    }
}
