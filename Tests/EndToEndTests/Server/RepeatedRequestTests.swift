import Foundation
import Testing

@Suite(.needsSSHServer) struct RepeatedRequestTests {
    private static func name(_ key: String) -> [String] { ["Idempotency-Key: \(key)"] }

    @Test func `a request that is sent again, even after a kill, rents once and gets its key again`() async throws {
        try await BenchBed.serving { bed, server in
            let offer = try await bed.offer()
            let body = try await bed.rental(offer: offer)
            let first = try await server.call("POST", "/api/v1/sessions", body, headers: Self.name("order-1"))
            #expect(first.status == 201 && first.headers["idempotency-replayed"] == nil, first.all)
            let id = try #require(first.json["session"]["id"].text)
            let again = try await server.call("POST", "/api/v1/sessions", body, headers: Self.name("order-1"))
            #expect(again.status == 201 && again.headers["idempotency-replayed"] == "true", again.all)
            #expect(again.json["session"]["id"].text == id && again.json["ssh_private_key"] == first.json["ssh_private_key"], again.all)
            // The same request laid out in another way is the same request.
            let pretty = body.replacing(",", with: " ,\n ")
            #expect(
                try await server.call("POST", "/api/v1/sessions", pretty, headers: Self.name("order-1")).json["session"]["id"].text == id)
            let other = try await server.call(
                "POST", "/api/v1/sessions", body.replacing("alice", with: "bob"), headers: Self.name("order-1"))
            #expect(other.status == 422 && other.json["error_type"].text == "idempotency_key_reused", other.all)
            try await server.kill()

            let next = try await RunningServer.start(bed.shopper)
            let late = try await next.call("POST", "/api/v1/sessions", body, headers: Self.name("order-1"))
            #expect(late.status == 201 && late.json["session"]["id"].text == id, late.all)
            #expect(late.json["ssh_private_key"] == first.json["ssh_private_key"], late.all)
            try await next.runs(id)
            #expect(try await next.api("GET", "sessions").json["total"].number == 1)
            #expect(try await bed.sandbox.state().instances.count == 1)
            try await bed.end(id, at: next)
            // Over or not: the same request is answered with what it did.
            let over = try await next.call("POST", "/api/v1/sessions", body, headers: Self.name("order-1"))
            #expect(over.status == 201 && over.json["session"]["status"].text == "stopped", over.all)
            #expect(try await next.stop().status == 0)
        }
    }

    @Test func `twenty of the same at once rent one machine`() async throws {
        try await BenchBed.serving { bed, server in
            let body = try await bed.rental(offer: try await bed.offer())
            let ids = try await withThrowingTaskGroup(of: String?.self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        let reply = try await server.call("POST", "/api/v1/sessions", body, headers: Self.name("storm"))
                        #expect(reply.status == 201, reply.all)
                        return reply.json["session"]["id"].text
                    }
                }
                return try await group.reduce(into: Set<String?>()) { $0.insert($1) }
            }
            #expect(ids.count == 1)
            let id = try #require(ids.first ?? nil)
            try await bed.end(id, at: server)
            #expect(try await server.api("GET", "sessions").json["total"].number == 1)
        }
    }

    @Test func `names that cannot be names are refused`() async throws {
        try await BenchBed.serving { bed, server in
            let body = try await bed.rental(offer: try await bed.offer())
            for key in ["a b", String(repeating: "x", count: 256), "h\u{e9}"] {
                let reply = try await server.call("POST", "/api/v1/sessions", body, headers: Self.name(key))
                #expect(reply.status == 400 && reply.json["error"].text?.contains("Idempotency-Key") == true, reply.all)
            }
            #expect(try await server.api("GET", "sessions").json["total"].number == 0)
        }
    }
}
