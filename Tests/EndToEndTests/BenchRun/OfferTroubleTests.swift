import Foundation
import Glibc
import Testing

/// Bad days with offers and launches: another machine is taken, and none is rented twice.
@Suite(.needsSSHServer) struct OfferTroubleTests {
    @Test func `an offer that is gone at the launch gives way to the next best`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"stale_offer","times":1}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            let attempts = try done.report().session.attempts
            #expect(attempts.count == 2 && attempts[0].offerId != attempts[1].offerId)
            #expect(attempts[0].error?.isEmpty == false && attempts[0].costUsd == 0 && attempts[0].instanceId == nil)
            #expect(attempts[1].error == nil && attempts[1].instanceId != nil)
        }
    }

    @Test func `a machine whose launch answer was lost is found by its label and not rented twice`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"launch_lost","times":1}"#)
            try await bed.sandbox.fault(#"{"kind":"list_fails","times":2}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            #expect(try done.report().session.attempts.count == 1)
            let state = try await bed.sandbox.state()
            #expect(state.count("create") == 1 && state.count("list") >= 1)
        }
    }

    @Test func `a machine that never boots is ended at its deadline and replaced`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"never_boots","times":1}"#)
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":500}"#)
            // The short deadline is the sick machine's alone: its process gets no further than asking for its end,
            // and the one that takes over gives the next machine all the time it needs.
            var hasty = bed.shopper
            hasty.settings["SSH_VERIFY_TIMEOUT"] = "5s"
            let run = try hasty.startBench()
            try await run.says("  replaced")
            try await bed.sandbox.reaches("a call that ends the machine") { $0.count("destroy") > 0 }
            run.signal(SIGKILL)
            #expect(try await run.end().status == SIGKILL)
            try await bed.sandbox.clearFaults()
            let done = try await bed.shopper.resume()
            #expect(done.status == 0, done.all)
            let report = try #require(try done.reports().first)
            #expect(report.session.attempts.count == 2)
            #expect(report.session.attempts[0].error?.contains("did not come up within 6 s") == true)
            #expect(report.session.attempts.allSatisfy { $0.costUsd > 0 && $0.endedAt != nil })
            #expect(abs(report.costUsd - report.session.attempts.reduce(0) { $0 + $1.costUsd }) < 1e-9)
            #expect(try await bed.sandbox.state().count("create") == 2)
        }
    }

    @Test func `with one attempt a machine that never boots is a deadline that passed`() async throws {
        try await BenchBed.use(settings: ["SSH_VERIFY_TIMEOUT": "3s"]) { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"never_boots"}"#)
            let done = try await bed.shopper.bench("--attempts", "1")
            #expect(done.status == 75, done.all)
            let report = try done.report()
            #expect(report.session.outcome == "failed" && report.session.errorType == "timed_out")
            #expect(report.teardown.verified && report.benchmark == nil && report.archive == nil)
        }
    }

    @Test func `a price that rose within the budget is what the attempt costs`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"price_rise","factor":2,"times":1}"#)
            let run = try bed.shopper.startBench()
            try await run.says("  booted")
            let done = try await run.end()
            #expect(done.status == 0, done.all)
            let attempt = try #require(try done.report().session.attempts.first)
            let began = try #require(attempt.acceptedAt)
            let seconds = try #require(attempt.endedAt).timeIntervalSince(began)
            #expect(abs(attempt.costUsd - attempt.trafficUsd - attempt.pricePerHour * seconds / 3600) < 2e-6)
            let worst = try #require(done.errors.firstMatch(of: /at \$([0-9.]+)\/h/)?.1)
            let listed = try #require(Double(worst))
            #expect(attempt.pricePerHour > 1.9 * listed)
        }
    }

    @Test func `a price that rose beyond the budget ends the machine and the next is taken`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"price_rise","factor":40,"times":1}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            let attempts = try done.report().session.attempts
            #expect(attempts.count == 2 && attempts[0].error?.contains("rose") == true)
        }
    }

    @Test func `a machine that vanishes while it boots is replaced`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"never_boots","times":1}"#)
            let run = try bed.shopper.startBench()
            try await run.says("  rented")
            try await bed.sandbox.remove(try #require(try await bed.sandbox.state().instances.first).id)
            let done = try await run.end()
            #expect(done.status == 0, done.all)
            let attempts = try done.report().session.attempts
            #expect(attempts.count == 2 && attempts[0].error?.contains("vanished") == true)
            #expect(try await bed.sandbox.state().count("create") == 2)
        }
    }

    @Test func `a machine that vanishes while it measures is replaced`() async throws {
        try await BenchBed.use { bed async throws in
            let run = try bed.shopper.startBench(duration: Shopper.endless)
            _ = try await bed.measuring(run)
            try await bed.sandbox.remove(try #require(try await bed.sandbox.state().instances.first).id)
            try await run.says("  replaced")
            let done = try await bed.finish(run)
            #expect(done.status == 0, done.all)
            let report = try done.report()
            #expect(report.session.attempts.count == 2)
            #expect(report.session.attempts[0].error?.contains("vanished") == true)
            #expect(try await bed.shopper.measured() == [try #require(report.benchmark?.id)])
        }
    }
}
