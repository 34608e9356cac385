import Foundation
import Testing

@Suite(.needsSSHServer) struct AuditTests {
    private static let settings = ["LOG_FORMAT": "json", "LOG_LEVEL": "debug", "ORPHAN_GRACE_PERIOD": "1m", "DEPLOYMENT_ID": "team-a"]

    @Test func `whatever costs or saves money is one line, with its session, its consumer and the request that it was done for`()
        async throws
    {
        try await BenchBed.serving(settings: Self.settings) { bed, server in
            let body = try await bed.rental()
            let opened = try await server.call("POST", "/api/v1/sessions", body, headers: ["X-Request-ID: opening-1"])
            let id = try #require(opened.json["session"]["id"].text, opened.all)
            try await server.runs(id)
            for (name, body) in [
                ("longer-1", #"{"additional_hours":1}"#), ("beyond-1", #"{"additional_hours":12,"override_hard_max":true}"#),
            ] {
                let reply = try await server.call("POST", "/api/v1/sessions/\(id)/extend", body, headers: ["X-Request-ID: \(name)"])
                #expect(reply.status == 200, reply.all)
            }
            #expect(try await server.call("PUT", "/api/v1/budgets/bob", #"{"limit":3}"#, headers: ["X-Request-ID: money-1"]).status == 200)
            #expect(try await server.call("DELETE", "/api/v1/budgets/bob", headers: ["X-Request-ID: money-2"]).status == 200)
            let ended = try await server.call("DELETE", "/api/v1/sessions/\(id)?wait=60", headers: ["X-Request-ID: ending-1"])
            #expect(ended.status == 200, ended.all)
            let cost = try #require(try await server.session(id)["cost_usd"].number)

            let audits = try LogLine.audits(server)
            #expect(audits.allSatisfy { $0.level == "notice" && $0.message == "AUDIT \($0.operation)" })
            #expect(
                audits.map { "\($0.operation) \($0.request ?? "-")" } == [
                    "server_started -", "session_provisioned opening-1", "launch_accepted opening-1", "session_extended longer-1",
                    "session_extended beyond-1", "hard_max_lifted beyond-1", "budget_set money-1", "budget_removed money-2",
                    "session_destroyed ending-1",
                ])
            for line in audits where line.operation.hasPrefix("session") || line.operation == "launch_accepted" {
                #expect(
                    line.facts["session"].text == id && line.facts["consumer"].text == "alice" && line.facts["provider"].text == "vastai")
            }
            #expect(audits.last?.facts["cost_usd"].text.flatMap(Double.init) == cost && audits.last?.facts["outcome"].text == "cancelled")
            #expect(audits[1].facts["ceiling_usd"].text.flatMap(Double.init) ?? 0 > 0)
            #expect(audits[2].facts["price_per_hour_usd"].text.flatMap(Double.init) ?? 0 > 0)

            // The same names stand beside the calls to the provider that followed.
            let calls = try LogLine.all(server).filter { $0.facts["outcome"].text != nil && $0.facts["session"].text == id }
            #expect(calls.filter { $0.operation == "CreateInstance" }.map(\.request) == ["opening-1"])
            #expect(calls.contains { $0.operation == "DestroyInstance" })
            #expect(calls.filter { $0.operation == "DestroyInstance" }.allSatisfy { $0.request == "ending-1" })
            #expect(try await server.stop().status == 0)
            #expect(try LogLine.audits(server).suffix(2).map(\.operation) == ["graceful_shutdown_started", "graceful_shutdown_completed"])
        }
    }

    @Test func `orphans, ghosts, expired sessions and machines of no use are told as what they are`() async throws {
        try await BenchBed.serving(settings: Self.settings) { bed, server in
            let orphan = try await bed.sandbox.plantOrphan(label: "gpu-shopper-team-a-0123456789abcdef")
            let (ghost, _) = try await bed.rent(server, offer: try await bed.offer(1))
            let running = try await server.runs(ghost)
            try await bed.sandbox.remove(try #require(running["provider_instance_id"].text))
            for _ in 0..<2 { #expect(try await server.api("POST", "reconcile").status == 200) }
            try await bed.sandbox.fault(#"{"kind":"wrong_gpu","times":1}"#)
            let (retried, _) = try await bed.rent(server, #""auto_retry":true,"retry_scope":"any""#, offer: try await bed.offer(2))
            try await server.runs(retried)
            try await Ledger(bed.shopper).execute("UPDATE sessions SET reserved_until = created_at + 1 WHERE id = '\(retried)'")
            try await server.reaches(retried, "its end") { $0["state"].text == "finished" }
            let (late, _) = try await bed.rent(server, offer: try await bed.offer(3))
            try await server.runs(late)
            try await Ledger(bed.shopper).execute("UPDATE sessions SET hard_deadline = created_at + 1 WHERE id = '\(late)'")
            try await server.reaches(late, "its end") { $0["state"].text == "finished" }

            let audits = try LogLine.audits(server)
            func operations(_ fact: String, _ value: String) -> [String] {
                audits.filter { $0.facts[fact].text?.hasSuffix(value) == true }.map(\.operation)
            }
            #expect(operations("instance", orphan) == ["orphan_detected", "orphan_destroyed"])
            #expect(
                operations("session", ghost) == [
                    "session_provisioned", "launch_accepted", "ghost_detected", "session_destroyed", "ghost_fixed",
                ])
            #expect(
                operations("session", retried) == [
                    "session_provisioned", "launch_accepted", "instance_destroyed_on_fail", "launch_accepted", "session_expired",
                    "session_destroyed",
                ])
            #expect(
                operations("session", late) == ["session_provisioned", "launch_accepted", "hard_max_enforced", "session_destroyed"])
        }
    }
}
