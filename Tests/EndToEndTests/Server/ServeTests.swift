import Foundation
import Glibc
import TestSupport
import Testing

@Suite(.needsSSHServer) struct ServeTests {
    @Test func `a server says where it listens, how it is and what it counts`() async throws {
        try await BenchBed.serving(settings: ["LOG_FORMAT": "json", "LOG_LEVEL": "debug"]) { bed, server in
            #expect(server.program.saidOutput.hasPrefix("listening on http://127.0.0.1:"))
            #expect(server.program.saidOutput.split(separator: "\n").count == 1)
            let health = try await server.call("GET", "/health")
            #expect(health.status == 200 && health.json["status"].text == "ok", health.all)
            #expect(health.json["services"]["lifecycle"].text == "running" && health.json["services"]["ready"].text == "true")
            let ready = try await server.call("GET", "/ready")
            #expect(ready.status == 200 && ready.json["ready"].flag == true && ready.json["timestamp"].text?.hasSuffix("Z") == true)
            #expect(try await server.call("HEAD", "/health").status == 200)
            let metrics = try await server.call("GET", "/metrics")
            #expect(metrics.status == 200 && metrics.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
            for name in [
                "gpu_sessions_active", "gpu_orphans_detected_total", "gpu_orphans_destroyed_total", "gpu_ghosts_detected_total",
                "gpu_ghosts_fixed_total", "gpu_destroy_failures_total", "gpu_hard_max_enforced_total", "gpu_alarms_active",
                "gpu_money_at_risk_usd_per_hour",
            ] {
                #expect(metrics.text.contains("# HELP \(name) ") && metrics.text.contains("\n# TYPE \(name) "), "\(name)")
            }
            for line in server.program.saidErrors.split(separator: "\n") where line.hasPrefix("{") {
                let entry = try JSONTree(parsing: String(line))
                #expect(entry["level"].text != nil && entry["message"].text != nil && entry["time"].text?.hasSuffix("Z") == true)
            }
            #expect(
                server.program.saidErrors.contains(#""message":"GET \/health 200"#) || server.program.saidErrors.contains("GET /health 200")
            )
            #expect(!server.program.saidErrors.contains("test-key"))
            // Another owner's lease: this process is not the one server any more.
            try await Ledger(bed.shopper).execute("UPDATE server SET owner = 'elsewhere:boot/1/1', lease_ends_at = lease_ends_at + 60000")
            #expect(try await server.call("GET", "/ready").status == 503)
            #expect(try await server.call("GET", "/health").status == 503)
            let owner = try #require(try await Ledger(bed.shopper).first("SELECT owner FROM server"))
            #expect(owner == "elsewhere:boot/1/1")
            try await eventually("its end", within: .seconds(60)) { server.program.status != nil }
        }
    }

    @Test(arguments: ["0.0.0.0", "::", "192.0.2.1", "example.org", ""])
    func `a place that others can reach is refused`(host: String) async throws {
        try await BenchBed.use { bed in
            let said = try await bed.shopper.run("serve", "--host", host, "--port", "0")
            #expect(said.status == 64 && said.errors.contains("GPU_SHOPPER_API_TOKEN"), said.all)
            #expect(said.output.isEmpty, said.all)
        }
    }

    @Test func `a server needs a marketplace and a port of its own`() async throws {
        try await BenchBed.use { bed in
            var poor = bed.shopper
            poor.settings["VASTAI_API_KEY"] = nil
            let said = try await poor.run("serve", "--port", "0")
            #expect(said.status == 78 && said.errors.contains("no marketplace"), said.all)
            let taken = try await bed.shopper.run("serve", "--port", String(bed.sandbox.port))
            #expect(taken.status == 73 && taken.errors.contains("cannot listen on http://127.0.0.1:\(bed.sandbox.port)"), taken.all)
            #expect(try await Ledger(bed.shopper).first("SELECT count(*) FROM server") == "0")
            let odd = try await bed.shopper.run("serve", "--port", "70000")
            #expect(odd.status == 64, odd.all)
        }
    }

    @Test func `a database that cannot be used keeps a server from starting, and is named`() async throws {
        try await BenchBed.use { bed in
            let first = try await bed.shopper.run("benchmarks", "list")
            #expect(first.status == 0, first.all)
            let lock = try Self.lock(bed.shopper)
            defer { lock.signal(SIGKILL) }
            try await eventually("the lock") { lock.saidOutput.contains("locked") }
            let locked = try await bed.shopper.run("serve", "--port", "0")
            #expect(locked.status == 74 && locked.errors.contains("locked by another process"), locked.all)
            lock.signal(SIGKILL)
            _ = try await lock.end()

            try await Ledger(bed.shopper).execute("PRAGMA user_version = 99")
            let newer = try await bed.shopper.run("serve", "--port", "0")
            #expect(newer.status == 74 && newer.errors.contains("written by a newer gpu-shopper"), newer.all)

            var other = bed.shopper
            let broken = bed.folder.appending(path: "broken.db")
            try Data(repeating: 0x41, count: 8192).write(to: broken)
            other.settings["DATABASE_PATH"] = broken.path
            let corrupt = try await other.run("serve", "--port", "0")
            #expect(corrupt.status == 74 && corrupt.errors.contains("not a database"), corrupt.all)
            for said in [locked, newer, corrupt] { #expect(said.output.isEmpty && said.errors.contains("hint: "), said.all) }
        }
    }

    /// A process that holds the database as somebody's shell might.
    private static func lock(_ shopper: Shopper) throws -> RunningProgram {
        let program = """
            import sqlite3, sys, time
            db = sqlite3.connect(sys.argv[1])
            db.execute("BEGIN EXCLUSIVE")
            print("locked", flush=True)
            time.sleep(600)
            """
        return try RunningProgram(["/usr/bin/python3", "-c", program, shopper.database], environment: [:], folder: shopper.folder)
    }
}
