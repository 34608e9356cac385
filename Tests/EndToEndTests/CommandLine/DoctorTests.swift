import Foundation
import Glibc
import Testing

@Suite(.needsSSHServer)
struct DoctorTests {
    @Test func `everything is looked at and well`() async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shop("doctor")
            #expect(said.status == 0, said.all)
            for check in ["deployment", "database", "files", "disk", "clock", "packages", "credentials", "balance", "machines"] {
                #expect(said.output.contains("  \(check) ") || said.output.contains(" \(check) "), "\(check) is missing:\n\(said.output)")
            }
            #expect(said.output.contains("libcurl") && said.output.contains("libssh2") && said.output.contains("SQLite"))
            #expect(said.output.contains("$25"), said.all)
            let report = try await desk.shop("doctor", "-o", "json").json()
            #expect(report["checks"].list.allSatisfy { $0["status"].text == "ok" })
            let deployment = try #require(report["deployment_id"].text)
            #expect(said.output.contains(deployment))
            #expect(report["database"].text == desk.usualDatabase.path)
        }
    }

    @Test func `without credentials it says so, exits with 1 and still tells the rest`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shop("doctor")
            #expect(said.status == 1, said.all)
            #expect(said.output.contains("FAILED credentials") && said.output.contains("VASTAI_API_KEY"), said.all)
            for check in ["deployment", "database", "files", "disk", "clock", "packages"] { #expect(said.output.contains(check)) }
            let json = try await desk.shop("doctor", "-o", "json")
            #expect(json.status == 1)
            let failed = try json.json()["checks"].list.filter { $0["status"].text == "failed" }
            #expect(failed.count == 1 && failed[0]["check"].text == "credentials" && failed[0]["hint"].text != nil)
        }
    }

    @Test func `a refused key and a silent provider are failures with a way on`() async throws {
        try await Desk.atMarket { desk, _ in
            let refused = try await desk.shop("doctor", with: ["VASTAI_API_KEY": "bad-key"])
            #expect(refused.status == 1 && refused.output.contains("FAILED") && refused.output.contains("key"), refused.all)
            let advice = try await desk.shop("advise", "-m", "qwen2:7b", with: ["VASTAI_API_KEY": "bad-key"])
            #expect(advice.status == 77 && advice.errors.contains("key"), advice.all)
            let silent = try await desk.shop("doctor", with: ["VASTAI_BASE_URL": "http://127.0.0.1:1/vastai"])
            #expect(silent.status == 1 && silent.output.contains("FAILED"), silent.all)
        }
    }

    @Test func `what was found is told although something else fails`() async throws {
        try await Desk.atMarket { desk, market in
            try await market.fault(#"{"kind":"server_error","operation":"list","status":503}"#)
            let said = try await desk.shop("doctor")
            #expect(said.status == 1 && said.output.contains("accepts the key") && said.output.contains("FAILED provider"), said.all)
            let unusable = try await desk.shop("doctor", with: ["DATABASE_PATH": "/proc/nowhere/x.db"])
            #expect(unusable.status == 1 && unusable.errors.contains("/proc/nowhere/x.db"), unusable.all)
        }
    }

    @Test func `a session that a live process drives is nothing to resume`() async throws {
        try await Desk.atMarket("--boot-seconds", "3600") { desk, market in
            let run = try desk.start([try BuiltProgram.shopper.path, "bench", "run", "--model", "qwen2:7b"])
            try await eventually("a machine is rented") { try await !market.machines().isEmpty || run.status != nil }
            let said = try await desk.shop("doctor")
            #expect(said.output.contains("1 unfinished session, 1 of them driven by a live process"), said.all)
            #expect(!said.output.contains("bench resume"), said.all)
            run.signal(SIGKILL)
            _ = try await run.end()
            let after = try await desk.shop("doctor")
            #expect(after.output.contains("1 unfinished session") && after.output.contains("bench resume"), after.all)
            try await Ledger(desk).passDeadlines()
            let resumed = try await desk.shop("bench", "resume", with: ["SSH_VERIFY_TIMEOUT": "1s"])
            #expect(try await market.machines().isEmpty, resumed.all)
        }
    }

    @Test func `orphans and an empty account deserve a look`() async throws {
        try await Desk.atMarket("--balance", "0.2") { desk, market in
            _ = try await market.plantOrphan(label: "gpu-shopper-team-a-left")
            _ = try await market.plantOrphan(label: "gpu-shopper-team-b-left")
            let said = try await desk.shop("doctor", with: ["DEPLOYMENT_ID": "team-a"])
            #expect(said.status == 0, said.all)
            #expect(said.output.contains("team-a (from DEPLOYMENT_ID)"), said.all)
            #expect(said.output.contains("1 orphan") && said.output.contains("1 of other deployments"), said.all)
            #expect(said.output.contains("cleanup-orphans --execute"), said.all)
            let checks = try await desk.shop("doctor", "-o", "json", with: ["DEPLOYMENT_ID": "team-a"]).json()["checks"].list
            let warned = Set(checks.filter { $0["status"].text == "warning" }.compactMap { $0["check"].text })
            #expect(warned == ["balance", "machines"])
        }
    }
}
