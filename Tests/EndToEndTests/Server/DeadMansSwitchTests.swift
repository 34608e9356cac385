import Foundation
import Testing

/// What becomes of machines when their server never comes back.
@Suite(.needsSSHServer) struct DeadMansSwitchTests {
    private static let short = ["SSH_VERIFY_TIMEOUT": "3s", "LIFECYCLE_CHECK_INTERVAL": "1s", "WATCHDOG_GRACE": "2s"]

    @Test func `a machine whose server is killed for good after the launch ends itself`() async throws {
        try await BenchBed.serving(["--boot-seconds", "0.2"], settings: Self.short, holdingLaunches: true) { bed, server in
            _ = try await bed.rent(server)
            try await bed.sandbox.reaches("a machine") { !$0.instances.isEmpty }
            try await server.kill()
            try await bed.sandbox.reaches("an empty account") { $0.instances.isEmpty }
            #expect(try await bed.sandbox.state().count("destroy") == 1, "the machine asked for its own end, and nobody else did")
            try await bed.letGo()
        }
    }

    @Test func `a machine whose benchmark is killed for good before it began ends itself`() async throws {
        try await BenchBed.use(["--boot-seconds", "1"], settings: Self.short) { bed in
            let run = try bed.shopper.startBench()
            try await run.says("  rented")
            run.signal(SIGKILL)
            _ = try await run.end()
            try await bed.sandbox.reaches("an empty account") { $0.instances.isEmpty }
            #expect(try await bed.sandbox.state().count("destroy") == 1, "the machine asked for its own end, and nobody else did")
        }
    }

    @Test func `a machine in use is granted its whole reservation, and outlives a server that is gone`() async throws {
        try await BenchBed.serving(["--boot-seconds", "0.2"], settings: Self.short) { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            try await eventually("the hour that was reserved") { try await Self.deadline(bed) > 3000 }
            let deadline = try await Self.deadline(bed)
            try await server.kill()
            let next = try await RunningServer.start(bed.shopper)
            _ = try await next.api("POST", "sessions/\(id)/extend", #"{"additional_hours":2}"#)
            try await eventually("the machine's later deadline") { try await Self.deadline(bed) > deadline + 7000 }
            try await bed.end(id, at: next)
            #expect(try await next.stop().status == 0)
        }
    }

    /// Seconds that the only machine has left, by its own file.
    private static func deadline(_ bed: BenchBed) async throws -> Double {
        let machines = bed.folder.appending(path: "sandbox")
        let files = try FileManager.default.subpathsOfDirectory(atPath: machines.path).filter { $0.hasSuffix(".gpu-shopper/deadline") }
        guard let file = files.first else { return 0 }
        let words = String(decoding: FileManager.default.contents(atPath: machines.appending(path: file).path) ?? Data(), as: UTF8.self)
            .split(separator: " ")
        let uptime = String(decoding: FileManager.default.contents(atPath: "/proc/uptime") ?? Data(), as: UTF8.self).split(separator: " ")
        guard let end = words.first.flatMap({ Double($0) }), let now = uptime.first.flatMap({ Double($0) }) else { return 0 }
        return end - now
    }
}
