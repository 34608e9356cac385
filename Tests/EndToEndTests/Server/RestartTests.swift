import Foundation
import Glibc
import Testing

@Suite(.needsSSHServer) struct RestartTests {
    @Test func `SIGTERM leaves users' machines running, and the next start takes them up`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            let stopped = try await server.stop()
            #expect(stopped.status == 0, stopped.all)
            #expect(try await bed.sandbox.state().instances.count == 1)
            #expect(try await Ledger(bed.shopper).first("SELECT count(*) FROM server") == "0")

            let next = try await RunningServer.start(bed.shopper)
            #expect(try await next.session(id)["status"].text == "running")
            try await eventually("the session's driver") {
                try await Ledger(bed.shopper).first("SELECT owner FROM sessions")?.contains("/\(next.program.pid)/") == true
            }
            let extended = try await next.api("POST", "sessions/\(id)/extend", #"{"additional_hours":1}"#)
            #expect(extended.status == 200, extended.all)
            try await bed.end(id, at: next)
            #expect(try await bed.sandbox.state().count("create") == 1)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `a launch that nobody answers does not keep a server from stopping, and its machine is found again`() async throws {
        try await BenchBed.serving(settings: ["LIFECYCLE_SHUTDOWN_TIMEOUT": "2s"], holdingLaunches: true) { bed, server in
            let (id, _) = try await bed.rent(server)
            try await bed.sandbox.reaches("a machine") { !$0.instances.isEmpty }
            #expect(try await server.session(id)["state"].text == "launching")
            let begun = ContinuousClock.now
            let stopped = try await server.stop()
            #expect(stopped.status == 0, stopped.all)
            #expect(ContinuousClock.now - begun < .seconds(10))
            try await bed.letGo()
            let next = try await RunningServer.start(bed.shopper)
            try await next.runs(id)
            #expect(try await bed.sandbox.state().count("create") == 1)
            try await bed.end(id, at: next)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `who waits for an end is answered when the server is stopped, and the next start ends it`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":500}"#)
            async let answer = server.api("DELETE", "sessions/\(id)?wait=300")
            try await server.reaches(id, "its end") { $0["state"].text == "terminating" }
            let begun = ContinuousClock.now
            let stopped = try await server.stop()
            #expect(stopped.status == 0 && ContinuousClock.now - begun < .seconds(10), stopped.all)
            let reply = try await answer
            #expect(reply.status == 202 && reply.json["session"]["status"].text == "stopping", reply.all)
            try await bed.sandbox.clearFaults()
            let next = try await RunningServer.start(bed.shopper)
            try await next.reaches(id, "its end") { $0["state"].text == "finished" }
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `a client that hangs in a request and a provider that hangs keep no server, and cost no machine`() async throws {
        try await BenchBed.serving(settings: ["LIFECYCLE_SHUTDOWN_TIMEOUT": "4s", "RECONCILIATION_INTERVAL": "100ms"]) { bed, server in
            let (id, _) = try await bed.rent(server, #""idle_threshold_minutes":30"#)
            try await server.runs(id)
            let client = try Self.hang(at: server, folder: bed.folder)
            defer { client.signal(SIGKILL) }
            try await eventually("half a request") { client.saidOutput.contains("sent") }
            bed.sandbox.pause()
            defer { bed.sandbox.goOn() }
            let begun = ContinuousClock.now
            let stopped = try await server.stop()
            #expect(stopped.status == 0 && ContinuousClock.now - begun < .seconds(10), stopped.all)
            #expect(try await Ledger(bed.shopper).first("SELECT step FROM sessions") == "ready")
            #expect(try await Ledger(bed.shopper).first("SELECT count(*) FROM server") == "0")
            bed.sandbox.goOn()
            try await Self.finishes(id, on: bed, creating: 1)
        }
    }

    /// A client that sends half of a request and waits.
    private static func hang(at server: RunningServer, folder: URL) throws -> RunningProgram {
        let program = """
            import socket, sys, time
            s = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
            s.sendall(b"POST /api/v1/sessions HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Length: 100\\r\\n\\r\\n{")
            print("sent", flush=True)
            time.sleep(600)
            """
        let port = server.url.split(separator: ":").last.map(String.init) ?? ""
        return try RunningProgram(["/usr/bin/python3", "-c", program, port], environment: [:], folder: folder)
    }

    @Test func `a second server is refused and named the first, and the first goes on`() async throws {
        try await BenchBed.serving { bed, server in
            let second = try await bed.shopper.run("serve", "--port", "0")
            #expect(second.status == 73 && second.output.isEmpty, second.all)
            #expect(second.errors.contains("process \(server.program.pid)") && second.errors.contains(server.url), second.all)
            #expect(try await server.call("GET", "/ready").json["ready"].flag == true)
        }
    }

    @Test func `a server whose database another one took ends`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            try await Ledger(bed.shopper).execute("UPDATE server SET owner = 'elsewhere:boot/1/1'")
            try await eventually("its end", within: .seconds(60)) { server.program.status != nil }
            let ended = try await server.program.end()
            #expect(ended.status == 73 && ended.errors.contains("another server has taken the database"), ended.all)
            #expect(try await Ledger(bed.shopper).first("SELECT owner FROM server") == "elsewhere:boot/1/1")
            // Its sessions are the other one's now: they stay as they are.
            #expect(try await Ledger(bed.shopper).first("SELECT step FROM sessions") == "ready")
            #expect(try await bed.sandbox.state().instances.count == 1)
            try await Ledger(bed.shopper).execute("DELETE FROM server")
            try await Self.finishes(id, on: bed, creating: 1)
        }
    }

    @Test func `what kill -9 interrupts in a launch is taken up with the same machine`() async throws {
        try await BenchBed.serving(holdingLaunches: true) { bed, server in
            let (id, _) = try await bed.rent(server)
            try await bed.sandbox.reaches("a machine") { !$0.instances.isEmpty }
            #expect(try await server.session(id)["state"].text == "launching")
            try await server.kill()
            try await bed.letGo()
            try await Self.finishes(id, on: bed, creating: 1)
        }
    }

    @Test func `what kill -9 interrupts in a boot is taken up with the same machine`() async throws {
        try await BenchBed.serving(["--boot-seconds", "3"]) { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.reaches(id, "a booting machine") { $0["state"].text == "booting" }
            try await server.kill()
            try await Self.finishes(id, on: bed, creating: 1)
        }
    }

    @Test func `what kill -9 interrupts in a teardown is gone after the next start`() async throws {
        try await BenchBed.serving { bed, server in
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            try await bed.sandbox.fault(#"{"kind":"destroy_error","status":500}"#)
            let asked = try await server.api("DELETE", "sessions/\(id)?wait=0")
            #expect(asked.status == 202, asked.all)
            try await eventually("a call for its end") { try await server.figure("gpu_destroy_failures_total") ?? 0 > 0 }
            try await server.kill()
            try await bed.sandbox.clearFaults()
            let next = try await RunningServer.start(bed.shopper)
            let over = try await next.reaches(id, "its end") { $0["state"].text == "finished" }
            #expect(over["outcome"].text == "cancelled" && over["cost_usd"].number ?? 0 > 0)
            #expect(try await next.figure("gpu_destroy_failures_total") ?? 0 > 0)
            #expect(try await next.stop().status == 0)
        }
    }

    private static func finishes(_ id: String, on bed: BenchBed, creating count: Int) async throws {
        let next = try await RunningServer.start(bed.shopper)
        try await next.runs(id)
        #expect(try await bed.sandbox.state().count("create") == count)
        try await bed.end(id, at: next)
        #expect(try await next.stop().status == 0)
    }
}
