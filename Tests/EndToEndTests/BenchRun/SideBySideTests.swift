import Foundation
import Glibc
import Testing

/// Several of everything at once.
@Suite(.needsSSHServer) struct SideBySideTests {
    @Test func `two sandboxes with two databases do not touch each other`() async throws {
        try await BenchBed.use { bed async throws in
            let other = try await SandboxProcess.start(
                in: bed.folder.appending(path: "other"), ["--seed", "2", "--boot-seconds", "0.2", "--pull-seconds", "0.3"])
            do {
                let second = try Shopper(folder: bed.folder.appending(path: "second"), address: other.address)
                let runs = [try bed.shopper.startBench(), try second.startBench()]
                for (run, place) in zip(runs, [(bed.sandbox, bed.shopper), (other, second)]) {
                    let done = try await run.end()
                    #expect(done.status == 0, done.all)
                    let report = try done.report()
                    let state = try await place.0.state()
                    #expect(state.instances.isEmpty && state.count("create") == 1)
                    #expect(try await place.1.measured() == [try #require(report.benchmark?.id)])
                    #expect(report.archive?.hasPrefix(place.1.folder.path) == true)
                }
            } catch {
                other.kill()
                throw error
            }
            #expect(try await other.stop() == 0)
        }
    }

    @Test func `two runs on one database at once leave each other's session alone`() async throws {
        try await BenchBed.use { bed async throws in
            // What is put into a new database is another test's subject, and holds it for long.
            #expect(try await bed.shopper.run("benchmarks", "list").status == 0)
            let runs = [try bed.shopper.startBench(), try bed.shopper.startBench()]
            var sessions: Set<String> = []
            var results: Set<String> = []
            for run in runs {
                let done = try await run.end()
                #expect(done.status == 0, done.all)
                #expect(!done.errors.contains("taking up session"))
                let report = try done.report()
                #expect(report.session.outcome == "succeeded")
                sessions.insert(report.session.id)
                results.insert(try #require(report.benchmark?.id))
            }
            #expect(sessions.count == 2)
            #expect(Set(try await bed.shopper.measured()) == results && results.count == 2)
        }
    }

    @Test func `a session that a live process drives is not resumed`() async throws {
        try await BenchBed.use { bed async throws in
            let run = try await HeldStep.booting.start(bed)
            let id = try #require(try await Ledger(bed.shopper).first("SELECT id FROM sessions"))
            let all = try await bed.shopper.resume()
            #expect(try all.status == 0 && all.reports().isEmpty, all.all)
            let named = try await bed.shopper.run("bench", "resume", id)
            #expect(named.status == 73 && named.errors.contains(id), named.all)
            run.signal(SIGINT)
            #expect(try await run.end().status == 130)
            let finished = try await bed.shopper.run("bench", "resume", id)
            #expect(finished.status == 73 && finished.errors.contains("finished"), finished.all)
            let unknown = try await bed.shopper.run("bench", "resume", "0123456789abcdef")
            #expect(unknown.status == 66, unknown.all)
        }
    }

    @Test func `a machine rented at one address is not judged gone by another`() async throws {
        try await BenchBed.use { bed async throws in
            let killed = try await HeldStep.booting.start(bed)
            killed.signal(SIGKILL)
            _ = try await killed.end()
            let other = try await SandboxProcess.start(in: bed.folder.appending(path: "other"))
            do {
                var stranger = bed.shopper
                stranger.settings["VASTAI_BASE_URL"] = other.address
                let refused = try await stranger.resume()
                #expect(refused.status == 73 && refused.errors.contains(bed.sandbox.address), refused.all)
                #expect(try await other.state().count("show") == 0)
            } catch {
                other.kill()
                throw error
            }
            #expect(try await other.stop() == 0)
            #expect(try await bed.sandbox.state().instances.count == 1)
            try await bed.sandbox.clearFaults()
            let resumed = try bed.shopper.start(["bench", "resume"])
            try await resumed.says("resuming session")
            resumed.signal(SIGINT)
            #expect(try await resumed.end().status == 130)
        }
    }
}
