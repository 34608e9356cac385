import Foundation
import Glibc
import Testing

/// `kill -9`: the row says how to go on, the machine is ended, the result is kept once.
@Suite(.needsSSHServer) struct KillTests {
    @Test(arguments: HeldStep.allCases.filter { $0 != .checking })
    func `what was killed is resumed on the same machine and finished`(step: HeldStep) async throws {
        try await BenchBed.use(holdingLaunches: step.holdsLaunches) { bed async throws in
            var first = bed
            // A machine that never boots is replaced at its deadline, all others are continued. The deadline is in the
            // row: what is resumed with the usual setting gives the next machine all the time it needs.
            if step == .booting { first.shopper.settings["SSH_VERIFY_TIMEOUT"] = "5s" }
            let killed = try await step.start(first)
            killed.signal(SIGKILL)
            #expect(try await killed.end().status == SIGKILL)
            guard step != .measuring else { return try await expectStoppedResult(bed) }
            try await step.release(bed)
            let resumed = try await bed.shopper.resume()
            #expect(resumed.status == 0, resumed.all)
            let state = try await bed.sandbox.state()
            #expect(state.instances.isEmpty)
            guard step != .choosing else {
                #expect(try state.count("create") == 0 && resumed.reports().isEmpty)
                return
            }
            #expect(state.count("create") == (step == .booting ? 2 : 1), resumed.all)
            let report = try #require(try resumed.reports().first)
            #expect(report.session.outcome == "succeeded" && report.teardown.verified)
            #expect(try await bed.shopper.measured() == [try #require(report.benchmark?.id)])
            let again = try await bed.shopper.resume()
            #expect(try again.status == 0 && again.reports().isEmpty, again.all)
        }
    }

    @Test(arguments: [.launching, .checking, .pulling, .collecting, .terminating] as [HeldStep])
    func `the next run ends what was killed, keeps its result and rents its own machine`(step: HeldStep) async throws {
        try await BenchBed.use(holdingLaunches: step.holdsLaunches) { bed async throws in
            let killed = try await step.start(bed)
            let before = try await bed.sandbox.state().instances.map(\.id)
            killed.signal(SIGKILL)
            #expect(try await killed.end().status == SIGKILL)
            try await step.release(bed)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            let state = try await bed.sandbox.state()
            #expect(state.instances.isEmpty)
            #expect(state.count("create") == 2, done.all)
            #expect(done.errors.contains("taking up session"), done.all)
            let report = try done.report()
            #expect(report.session.attempts.allSatisfy { !before.contains($0.instanceId ?? "") })
            let isMeasured = [.pulling, .collecting, .terminating].contains(step)
            #expect(try await bed.shopper.measured().count == (isMeasured ? 2 : 1), done.all)
            #expect(try bed.shopper.archives().count == (isMeasured ? 2 : 1))
        }
    }

    @Test(arguments: [true, false])
    func `a process killed while it stored the result stores it once`(isStored: Bool) async throws {
        try await BenchBed.use { bed async throws in
            let killed = try await HeldStep.terminating.start(bed)
            killed.signal(SIGKILL)
            _ = try await killed.end()
            // The row as it is between the archive's arrival and the end of this step, the result there or not yet.
            try await Ledger(bed.shopper).execute(
                "UPDATE sessions SET step = 'ingesting', next = NULL, benchmark_id = NULL")
            if !isStored { try await Ledger(bed.shopper).execute("DELETE FROM benchmarks WHERE source = 'measured'") }
            try await bed.sandbox.clearFaults()
            let resumed = try await bed.shopper.resume()
            #expect(resumed.status == 0, resumed.all)
            let report = try #require(try resumed.reports().first)
            #expect(report.session.outcome == "succeeded")
            #expect(try await bed.shopper.measured() == [try #require(report.benchmark?.id)])
            #expect(try await bed.sandbox.state().count("create") == 1)
        }
    }

    /// A long benchmark would be waited for: a signal to the resuming command keeps what there is.
    private func expectStoppedResult(_ bed: BenchBed) async throws {
        let resumed = try bed.shopper.start(["bench", "resume", "-o", "json"])
        try await resumed.says("resuming session")
        try await resumed.says("  pulled")
        resumed.signal(SIGINT)
        let done = try await resumed.end()
        #expect(done.status == 130, done.all)
        let report = try #require(try done.reports().first)
        #expect(try await bed.shopper.measured() == [try #require(report.benchmark?.id)])
        #expect(try await bed.sandbox.state().count("create") == 1)
    }
}
