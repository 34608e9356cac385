import Foundation
import TestSupport
import Testing

/// A disk that is full: a clear sentence, and the machine is ended all the same.
@Suite(.needsSSHServer) struct DiskFullTests {
    @Test(.enabled("a small file system cannot be mounted here") { await DiskFullTests.canMount() })
    func `an archive that does not fit on the disk ends the machine and says so`() async throws {
        try await BenchBed.use { bed async throws in
            let small = bed.folder.appending(path: "small")
            try FileManager.default.createDirectory(at: small, withIntermediateDirectories: true)
            var shopper = bed.shopper
            shopper.settings["ARCHIVE_DIR"] = small.path
            // Mounted in a namespace of its own: it goes with the process.
            let done = try await shopper.startBench(
                wrapper: [
                    "/usr/bin/unshare", "-m", "/bin/sh", "-c", "/bin/mount -t tmpfs -o size=4k small \"$0\" && exec \"$@\"", small.path,
                ]
            ).end()
            #expect(done.status == 74, done.all)
            let report = try done.report()
            #expect(report.session.errorType == "local_storage" && report.teardown.verified && report.benchmark == nil)
            #expect(done.errors.contains("archive") && done.errors.contains("hint:"), done.all)
        }
    }

    @Test(arguments: [.booting, .pulling, .terminating] as [HeldStep])
    func `a database that may not grow any more ends the machine`(step: HeldStep) async throws {
        try await BenchBed.use { bed async throws in
            let first = try await bed.shopper.run("benchmarks", "list")
            #expect(first.status == 0, first.all)
            var hasty = bed
            // What is written next about a machine that never boots is that its time is over.
            hasty.shopper.settings["SSH_VERIFY_TIMEOUT"] = step == .booting ? "5s" : nil
            let run = try await step.start(hasty)
            try await Self.endGrowth(of: bed.shopper.database, in: run)
            try await step.release(bed)
            let done = try await run.end()
            #expect(done.status == 74, done.all)
            #expect(done.errors.contains("error:"), done.all)
            #expect(try await bed.sandbox.state().instances.isEmpty, done.all)
            // With space again, whatever the row says comes to its end.
            _ = try await bed.shopper.resume()
            let open = try await Ledger(bed.shopper).first("SELECT count(*) FROM sessions WHERE step <> 'finished'")
            #expect(open == "0")
        }
    }

    /// From here on a program can append nothing to its database, however much it wrote before.
    private static func endGrowth(of database: String, in run: RunningProgram) async throws {
        let attributes = try FileManager.default.attributesOfItem(atPath: database + "-wal")
        let size = try #require(attributes[.size] as? Int)
        let limited = try await Program.run("/usr/bin/prlimit", ["--pid", "\(run.pid)", "--fsize=\(size)"])
        try #require(limited.status == 0, "\(limited.errors)")
    }

    static func canMount() async -> Bool {
        let outcome = try? await Program.run(
            "/usr/bin/unshare", ["-m", "/bin/sh", "-c", "/bin/mount -t tmpfs -o size=4k small /mnt"])
        return outcome?.status == 0
    }
}
