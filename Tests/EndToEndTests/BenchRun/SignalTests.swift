import Foundation
import Glibc
import Testing

/// Ctrl-C and its relatives: whatever the moment, the machine is ended and the exit code says who stopped it.
@Suite(.needsSSHServer) struct SignalTests {
    @Test(arguments: HeldStep.allCases)
    func `Ctrl-C in any step ends the machine`(step: HeldStep) async throws {
        try await expectEnd(by: SIGINT, in: step)
    }

    @Test(arguments: [.launching, .measuring] as [HeldStep])
    func `SIGTERM does the same and is told apart`(step: HeldStep) async throws {
        try await expectEnd(by: SIGTERM, in: step)
    }

    private func expectEnd(by signal: Int32, in step: HeldStep) async throws {
        try await BenchBed.use(holdingLaunches: step.holdsLaunches) { bed async throws in
            let run = try await step.start(bed)
            run.signal(signal)
            try await run.says("stopping: ending the machine first")
            try await bed.letGo()
            let done = try await run.end()
            #expect(done.status == 128 + signal, done.all)
            let state = try await bed.sandbox.state()
            #expect(state.instances.isEmpty)
            guard step != .choosing else {
                #expect(done.output.isEmpty && state.count("create") == 0, done.all)
                return
            }
            let report = try done.report()
            #expect(state.count("create") == 1 && report.session.attempts.count == 1)
            #expect(report.teardown.verified && report.teardown.confirmedAbsentAt.count >= 2)
            #expect(report.session.outcome == (step == .terminating ? "succeeded" : "cancelled"))
            switch step {
            case .measuring, .collecting, .terminating:
                // What was measured so far is kept.
                #expect(try await bed.shopper.measured() == [try #require(report.benchmark?.id)], done.all)
            default:
                #expect(report.benchmark == nil)
            }
            #expect(try await bed.shopper.resume().output.contains("[") == true)
        }
    }

    @Test func `a terminal that closes is a signal too, and more signals change nothing`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":500}"#)
            let run = try await HeldStep.booting.start(bed)
            run.signal(SIGHUP)
            try await bed.sandbox.reaches("a call that ends the machine") { $0.count("destroy") > 0 }
            run.signal(SIGINT)
            try await run.says("still making sure that the machine is gone")
            run.signal(SIGTERM)
            try await bed.sandbox.clearFaults()
            let done = try await run.end()
            #expect(done.status == 129, done.all)
            #expect(try done.report().teardown.confirmedAbsentAt.count >= 2)
        }
    }

    @Test func `a signal while a session is resumed ends its machine`() async throws {
        try await BenchBed.use { bed async throws in
            let run = try await HeldStep.booting.start(bed)
            run.signal(SIGKILL)
            _ = try await run.end()
            let resumed = try bed.shopper.start(["bench", "resume", "-o", "json"])
            try await resumed.says("resuming session")
            resumed.signal(SIGTERM)
            let done = try await resumed.end()
            #expect(done.status == 143, done.all)
            #expect(try done.reports().map(\.teardown.verified) == [true])
        }
    }
}
