import Foundation
import Testing

@Suite(.needsSSHServer) struct MoneyTests {
    @Test func `a budget holds for the next machine, and what was spent is told here and there`() async throws {
        try await BenchBed.serving { bed, server in
            let none = try await server.api("GET", "budgets/alice")
            #expect(none.status == 404 && none.json["error_type"].text == "not_found", none.all)
            let small = try await server.api("PUT", "budgets/alice", #"{"limit":0.0001,"period":"total"}"#)
            #expect(small.status == 200 && small.json["consumer_id"].text == "alice" && small.json["limit"].number == 0.0001, small.all)
            let refused = try await server.api("POST", "sessions", try await bed.rental())
            #expect(refused.status == 402 && refused.json["error_type"].text == "budget", refused.all)
            #expect(try await bed.sandbox.state().count("create") == 0)
            let command = try await bed.shopper.run("provision", "-c", "alice", "-i", try await bed.offer())
            #expect(command.status == 4, command.all)

            #expect(try await bed.shopper.run("budgets", "set", "alice", "--limit", "50").status == 0)
            let (id, _) = try await bed.rent(server)
            try await server.runs(id)
            let taken = try await server.api("GET", "budgets/alice").json
            #expect(taken["limit"].number == 50 && taken["set_aside"].number ?? 0 > 0 && taken["state"].text == "ok")
            try await bed.end(id, at: server)
            let cost = try await server.session(id)["cost_usd"].number
            let costs = try await server.api("GET", "costs?consumer_id=alice")
            #expect(costs.status == 200 && costs.json["total_cost"].number == cost && costs.json["session_count"].number == 1, costs.all)
            #expect(costs.json["by_provider"]["vastai"].number == cost, costs.all)
            let ofSession = try await server.api("GET", "costs?session_id=\(id)").json
            #expect(ofSession["total_cost"].number == cost && ofSession["currency"].text == "USD")
            #expect(try await server.api("GET", "costs/summary?consumer_id=bob").json["total_cost"].number == 0)
            for path in ["costs?start_date=yesterday", "costs?period=yearly", "costs?gpu_type=Voodoo"] {
                #expect(try await server.api("GET", path).status == 400, "\(path)")
            }
            #expect(try await server.api("GET", "costs?session_id=0123456789abcdef").status == 404)

            // The same from the command line, from the database and from a server that was named.
            for named in [[], ["--server", server.url]] {
                let report = try await bed.shopper.start(["costs", "-c", "alice", "-o", "json"] + named).end()
                #expect(try report.json()["total_cost"].number == cost, report.all)
                let one = try await bed.shopper.start(["costs", "-s", String(id.prefix(5)), "-o", "json"] + named).end()
                #expect(try one.json()["total_cost"].number == cost, one.all)
                let summary = try await bed.shopper.start(["costs", "summary"] + named).end()
                #expect(summary.status == 0 && summary.output.contains("total"), summary.all)
                for cut in ["provider", "gpu", "consumer", "session", "day", "month"] {
                    #expect(summary.output.contains("\n\(cut) "), summary.all)
                }
                let budgets = try await bed.shopper.start(["budgets", "list", "-o", "json"] + named).end()
                #expect(try budgets.json()["budgets"][0]["consumer_id"].text == "alice", budgets.all)
                let health = try await bed.shopper.start(["offer-health", "-o", "json"] + named).end()
                #expect(try health.json()["count"].number == 0, health.all)
            }
            let odd = try await bed.shopper.run("costs", "--start", "yesterday")
            #expect(odd.status == 64 && odd.errors.contains("--start"), odd.all)
        }
    }

    @Test func `budgets are set, listed and removed, whatever their consumers are called`() async throws {
        try await BenchBed.serving { bed, server in
            let name = "team/a b"
            let named = ["--server", server.url]
            let set = try await bed.shopper.start(
                ["budgets", "set", name, "--limit", "2.5", "--when-exceeded", "end", "--webhook", "http://127.0.0.1:1/hook"] + named
            ).end()
            #expect(set.status == 0 && set.output.contains("$2.50"), set.all)
            let shown = try await server.api("GET", "budgets/team/a%20b").json
            #expect(shown["consumer_id"].text == name && shown["when_exceeded"].text == "end")
            #expect(shown["webhook_url"].text == "http://127.0.0.1:1/hook")
            #expect(try await server.api("PUT", "budgets/team%2Fa%20b", #"{"limit":3}"#).json["consumer_id"].text == name)
            #expect(try await server.api("GET", "budgets/team/a%20b").json["webhook_url"].text != nil)
            #expect(try await server.api("PUT", "budgets/team/a%20b", #"{"limit":3,"webhook_url":null}"#).json["webhook_url"] == .null)
            #expect(try await server.api("GET", "budgets").json["count"].number == 1)
            for body in [
                "{}", #"{"limit":0}"#, #"{"limit":"1"}"#, #"{"limit":1,"period":"week"}"#, #"{"limit":1,"webhook_url":"ftp://x"}"#,
            ] {
                let refused = try await server.api("PUT", "budgets/x", body)
                #expect(refused.status == 400 && refused.json["error"].text != nil, "\(body)\n\(refused.text)")
            }
            let removed = try await bed.shopper.run("budgets", "remove", name)
            #expect(removed.status == 0, removed.all)
            #expect(try await server.api("DELETE", "budgets/team/a%20b").status == 404)
            #expect(try await bed.shopper.run("budgets", "show", name).status == 66)
        }
    }

    @Test func `machines that failed are remembered`() async throws {
        try await BenchBed.serving { bed, server in
            try await bed.sandbox.fault(#"{"kind":"stale_offer","times":1}"#)
            let offer = try await bed.offer()
            let (id, _) = try await bed.rent(server, offer: offer)
            try await server.reaches(id, "its failure") { $0["status"].text == "failed" }
            let health = try await server.api("GET", "offer-health?provider=vastai")
            #expect(health.status == 200 && health.json["offers"][0]["offer_id"].text == offer, health.all)
            #expect(health.json["offers"][0]["last_failure_type"].text == "stale_inventory", health.all)
            #expect(try await server.api("GET", "offer-health?gpu_type=Voodoo").status == 400)
            #expect(try await bed.shopper.run("offer-health").output.contains(offer))
        }
    }
}
