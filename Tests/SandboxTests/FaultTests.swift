import Sandbox
import Testing

struct FaultTests {
    @Test func `an unknown fault is refused with the list of known ones`() async throws {
        try await withSandbox { client in
            let answer = try await client.call("POST", "/_sandbox/faults", ["kind": "earthquake"])
            #expect(answer.status == 400)
            #expect(answer.text.contains("stale_offer"))
        }
    }

    @Test func `a stale offer is listed and cannot be rented, as often as asked`() async throws {
        try await withSandbox { client in
            let offer = try await client.offer()
            try await client.fault(["kind": "stale_offer", "times": 1])
            let first = try await client.create(offer)
            #expect(first.status == 400 && first.text.contains("no_such_ask"))
            #expect(try await client.create(offer).status == 200)
        }
    }

    @Test func `a lost launch makes the machine and answers nothing`() async throws {
        try await withSandbox { client in
            let offer = try await client.offer()
            try await client.fault(["kind": "launch_lost", "times": 1])
            await #expect(throws: CallFailure.self) { try await client.create(offer) }
            #expect(try await client.list().json["instances"]?[0]?["label"] == "sandbox-test")
        }
    }

    @Test func `a slow launch answers late`() async throws {
        try await withSandbox { client in
            let offer = try await client.offer()
            try await client.fault(["kind": "launch_slow", "seconds": 0.3, "times": 1])
            let start = ContinuousClock.now
            let answer = try await client.create(offer)
            #expect(answer.status == 200)
            #expect(ContinuousClock.now - start >= .seconds(0.3))
        }
    }

    @Test func `a machine that never boots stays loading`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "never_boots", "times": 1])
            let id = try await client.rent()
            #expect(try await client.show(id)["actual_status"] == "loading")
        }
    }

    @Test func `a destroy that lies succeeds and does nothing, once`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            try await client.fault(["kind": "destroy_lies", "times": 1])
            #expect(try await client.destroy(id).json["success"] == true)
            #expect(try await client.show(id).isNull == false)
            _ = try await client.destroy(id)
            #expect(try await client.show(id).isNull)
        }
    }

    @Test func `a destroy can fail with any status`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            try await client.fault(["kind": "destroy_error", "status": 503, "times": 1])
            #expect(try await client.destroy(id).status == 503)
            #expect(try await client.destroy(id).status == 200)
        }
    }

    @Test func `a storm of 429 says when to come back`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "rate_limit", "times": 2, "retry_after": 3])
            for _ in 0..<2 {
                let answer = try await client.call("GET", "/vastai/api/v0/users/current")
                #expect(answer.status == 429)
                #expect(answer.headers["retry-after"] == "3")
                #expect(answer.json["code"] == "429 Too Many Requests")
            }
            #expect(try await client.call("GET", "/vastai/api/v0/users/current").status == 200)
        }
    }

    @Test func `a used-up daily quota is told apart from a storm`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "quota_exceeded", "times": 1])
            let answer = try await client.call("POST", "/vastai/api/v0/bundles/", [:])
            #expect(answer.status == 429 && answer.json["error"] == "search_quota_exceeded")
        }
    }

    @Test func `errors and web pages strike the operation they name and no other`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "server_error", "operation": "search", "status": 502, "times": 1])
            try await client.fault(["kind": "html", "operation": "account", "times": 1])
            #expect(try await client.list().status == 200)
            #expect(try await client.call("POST", "/vastai/api/v0/bundles/", [:]).status == 502)
            let page = try await client.call("GET", "/vastai/api/v0/users/current")
            #expect(page.status == 200 && page.headers["content-type"]?.hasPrefix("text/html") == true)
        }
    }

    @Test func `listing and showing can fail, and a listing can lag behind`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "list_fails", "times": 1])
            #expect(try await client.list().status == 500)
            try await client.fault(["kind": "list_lags", "seconds": 3600, "times": 1])
            let id = try await client.rent()
            #expect(try await client.list().json["total_instances"] == 0)
            try await client.fault(["kind": "show_fails", "times": 1])
            #expect(try await client.call("GET", "/vastai/api/v0/instances/\(id)/").status == 500)
            #expect(try await client.show(id)["id"] == .int(id))
        }
    }

    @Test func `a price can rise between search and renting, and a balance can be short`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "price_rise", "factor": 3, "times": 1])
            let offer = try await client.offer()
            let answer = try await client.create(offer)
            let id = try #require(answer.json["new_contract"]?.int)
            let price = try #require(try await client.show(id)["dph_total"]?.number)
            #expect(price > 2 * (offer["dph_base"]?.number ?? 0))
            try await client.fault(["kind": "balance", "usd": 0.1])
            let credit = try await client.call("GET", "/vastai/api/v0/users/current").json["credit"]?.number
            #expect(try #require(credit) <= 0.1)
            _ = try await client.call("DELETE", "/_sandbox/faults")
            try await client.fault(["kind": "balance", "usd": -1])
            let refused = try await client.create(try await client.offer("RTX 3090"))
            #expect(refused.status == 400 && refused.json["error"] == "insufficient_credit")
        }
    }

    @Test func `a host that vanishes leaves its machine offline`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            try await client.fault(["kind": "host_vanishes"])
            #expect(try await client.show(id)["actual_status"] == "offline")
            #expect(try await client.destroy(id).status == 200)
        }
    }

    @Test func `clearing ends them all`() async throws {
        try await withSandbox { client in
            try await client.fault(["kind": "server_error"])
            #expect(try await client.list().status == 500)
            #expect(try await client.call("DELETE", "/_sandbox/faults").status == 200)
            #expect(try await client.list().status == 200)
        }
    }

    @Test func `of two balances the one set last holds`() async throws {
        try await withSandbox { client in
            for dollars: JSONValue in [0.5, 7] { try await client.fault(["kind": "balance", "usd": dollars]) }
            #expect(try await client.call("GET", "/vastai/api/v0/users/current").json["credit"]?.number == 7)
        }
    }

    @Test func `starting a machine brings none back that is gone and none up that never boots`() async throws {
        try await withSandbox { client in
            let gone = try await client.rent()
            try await client.fault(["kind": "host_vanishes", "instance": .string("\(gone)")])
            try await client.fault(["kind": "never_boots", "times": 1])
            let stuck = try await client.rent("RTX 3090")
            for state in ["running", "stopped", "running"] {
                for id in [gone, stuck] {
                    _ = try await client.call("PUT", "/vastai/api/v0/instances/\(id)/", ["state": .string(state)])
                }
                #expect(try await client.show(gone)["actual_status"] == "offline")
                #expect(try await client.show(stuck)["actual_status"] == (state == "stopped" ? "stopped" : "loading"))
            }
        }
    }
}
