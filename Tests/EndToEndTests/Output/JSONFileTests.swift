import Foundation
import Testing

@Suite(.needsSSHServer) struct JSONFileTests {
    @Test func `what does not depend on the moment is printed to the byte as it always was`() async throws {
        try await Desk.use { desk in
            let set = try await desk.shop("budgets", "set", "alice", "--limit", "2.5", "--period", "total", "-o", "json")
            try Golden.expect(set.output, is: "budgets-set.json")
            for (words, name) in [
                (["benchmarks", "show", "bm-0c76ff8a5"], "benchmarks-show"),
                (["benchmarks", "list", "-m", "qwen2:7b", "-g", "RTX 8000", "-l", "1"], "benchmarks-list"),
                (["budgets", "list"], "budgets-list"),
                (["costs", "--start", "2026-01-01", "--end", "2026-02-01"], "costs"),
            ] {
                let said = try await desk.start([try BuiltProgram.shopper.path] + words + ["-o", "json"]).end()
                #expect(said.status == 0, said.all)
                try Golden.expect(said.output, is: name + ".json")
            }
        }
    }

    @Test func `members keep their names and kinds`() async throws {
        try await BenchBed.serving { bed, server in
            let shop = bed.shopper
            func expect(_ name: String, maps: Set<String> = [], _ words: String...) async throws {
                let said = try await shop.start(words + ["-o", "json"]).end()
                try Golden.expect(try said.json().shape(maps: maps), is: name + ".shape")
            }
            try await expect("inventory", "inventory", "-l", "5")
            try await expect("advise", "advise", "-m", "qwen2:7b")
            try await expect("estimate", "estimate", "-m", "qwen2:7b", "-g", "RTX 4090")
            try await expect("benchmarks-compare", "benchmarks", "compare", "-m", "qwen2:7b")
            try await expect("benchmarks-recommend", "benchmarks", "recommend", "-m", "qwen2:7b")
            try await expect("doctor", "doctor")
            try await expect("templates-list", "templates", "list")
            try await expect("offer-health", "offer-health")
            try await expect("provision", "provision", "-c", "alice", "-i", try await bed.offer(), "--wait")
            let id = try #require(try await server.api("GET", "sessions").json["sessions"][0]["id"].text)
            try await expect("sessions-list", "sessions", "list")
            try await expect("sessions-show", "sessions", "show", id)
            try await expect("sessions-events", "sessions", "events", id)
            try await expect("sessions-key", "sessions", "key", id)
            try await expect("sessions-extend", "sessions", "extend", id)
            try await expect("sessions-done", "sessions", "done", id)
            try await expect("costs-session", "costs", "-s", id)
            let maps: Set = ["by_consumer", "by_day", "by_gpu_type", "by_month", "by_provider", "by_session"]
            try await expect("costs", maps: maps, "costs")
            try await expect("reconcile", "reconcile")
            try await expect("cleanup-orphans", "cleanup-orphans")
        }
    }
}
