import Foundation
import Testing

/// Bad days with machines that run.
@Suite(.needsSSHServer) struct MachineTroubleTests {
    @Test(arguments: [
        (#"{"kind":"wrong_gpu","gpu":"RTX 3060","times":1}"#, "not what was sold")
    ])
    func `a machine with another GPU is ended before the model is pulled`(fault: String, words: String) async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(fault)
            let run = try bed.shopper.startBench()
            try await run.says("  replaced")
            #expect(!run.saidErrors.contains("  checked"))
            let done = try await run.end()
            #expect(done.status == 0, done.all)
            let report = try done.report()
            #expect(report.session.attempts.count == 2 && report.session.attempts[0].error?.contains(words) == true)
            #expect(try bed.shopper.archives().count == 1)
        }
    }

    @Test func `a machine without a working driver is replaced when patience with it ends`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"no_gpu","times":1}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            let report = try done.report()
            #expect(report.session.attempts.count == 2)
            #expect(report.session.attempts[0].error?.contains("nvidia-smi") == true)
            #expect(try bed.shopper.archives().count == 1)
        }
    }

    @Test func `a download that is cut goes on where it stopped and its hashes are right`() async throws {
        try await BenchBed.use { bed async throws in
            let run = try bed.shopper.startBench(duration: Shopper.endless)
            let benchmark = try await bed.measuring(run, requests: 5)
            // Connections of the collecting step bring more than this; several cuts hit several files.
            try await bed.sandbox.fault(#"{"kind":"ssh_cut_after","bytes":6000,"times":3}"#)
            try benchmark.stop()
            let done = try await run.end()
            #expect(done.status == 0, done.all)
            try await bed.sandbox.strikes(1)
            let report = try done.report()
            #expect(report.session.attempts.count == 1 && report.benchmark?.verdict == "valid")
            #expect(done.errors.contains("hashes verified"))
            let archive = try #require(report.archive)
            let files = try FileManager.default.contentsOfDirectory(atPath: archive)
            #expect(files.filter { $0.hasSuffix(".part") } == [] && files.contains("results.jsonl"))
        }
    }

    @Test func `a script that is killed leaves a partial archive that is kept and flagged`() async throws {
        try await BenchBed.use { bed async throws in
            // Two to warm up, and two that count.
            try await bed.sandbox.fault(#"{"kind":"kill_processes","after_requests":4,"times":1}"#)
            let done = try await bed.shopper.startBench(duration: Shopper.endless).end()
            #expect(done.status == 1, done.all)
            let report = try done.report()
            #expect(report.session.outcome == "failed" && report.session.errorType == "benchmark_failed")
            #expect(report.teardown.verified && report.session.attempts.count == 1)
            let archive = try #require(report.archive)
            #expect(FileManager.default.fileExists(atPath: "\(archive)/results.jsonl"))
            #expect(!FileManager.default.fileExists(atPath: "\(archive)/complete"))
            if let kept = report.benchmark { #expect(kept.verdict != "valid") }
            #expect(done.errors.contains("error:") && done.errors.contains(archive), done.all)
        }
    }

    @Test func `a pull that fails for good ends the machine and says why`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"pull_error","message":"no space left on device"}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 1, done.all)
            let report = try done.report()
            #expect(report.session.error?.contains("no space left on device") == true, done.all)
            #expect(report.session.attempts.count == 1 && report.benchmark == nil && report.teardown.verified)
        }
    }

    @Test func `handshakes cut while a machine boots are no refusal of the key`() async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"ssh_refused","times":3}"#)
            try await bed.sandbox.fault(#"{"kind":"key_propagation","seconds":2,"times":1}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            #expect(try done.report().session.attempts.count == 1)
        }
    }
}
