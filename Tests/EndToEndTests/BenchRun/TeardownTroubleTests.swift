import Foundation
import Testing

/// Bad days with the end of a machine: it is asked for until it is proved.
@Suite(.needsSSHServer) struct TeardownTroubleTests {
    @Test(arguments: [
        #"{"kind":"destroy_lies","times":3}"#, #"{"kind":"destroy_error","status":500,"times":3}"#,
        #"{"kind":"rate_limit","operation":"destroy","retry_after":1,"times":3}"#,
    ])
    func `a machine whose end is promised or refused is asked for again until it is gone`(fault: String) async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(fault)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            let report = try done.report()
            #expect(report.teardown.verified && report.teardown.confirmedAbsentAt.count >= 2)
            #expect(try await bed.sandbox.state().count("destroy") >= 3)
        }
    }

    @Test(arguments: [
        #"{"kind":"show_fails","times":4}"#, #"{"kind":"html","operation":"show","times":4}"#,
    ])
    func `answers that say nothing about a machine prove nothing`(fault: String) async throws {
        try await BenchBed.use { bed async throws in
            let run = try bed.shopper.startBench(duration: Shopper.endless)
            let benchmark = try await bed.measuring(run)
            try await bed.sandbox.fault(fault)
            try benchmark.stop()
            let done = try await run.end()
            #expect(done.status == 0, done.all)
            try await bed.sandbox.strikes(4)
            #expect(try done.report().teardown.confirmedAbsentAt.count >= 2)
        }
    }

    @Test func `a machine that cannot be ended is said loudly, stays on record and is ended by the next command`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"destroy_lies"}"#)
            var hasty = bed.shopper
            hasty.settings["TEARDOWN_TIMEOUT"] = "3s"
            let done = try await hasty.bench()
            #expect(done.status == 5, done.all)
            let machine = try #require(try await bed.sandbox.state().instances.first)
            #expect(done.errors.contains(machine.id) && done.errors.contains("bench resume"), done.all)
            #expect(try await bed.shopper.measured().count == 1)
            try await bed.sandbox.clearFaults()
            let resumed = try await bed.shopper.resume()
            #expect(resumed.status == 0, resumed.all)
            #expect(try resumed.reports().map(\.teardown.verified) == [true])
            #expect(try await bed.shopper.measured().count == 1)
        }
    }
}
