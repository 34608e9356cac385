import Foundation
import Testing

@Suite(.needsSSHServer) struct AccessTests {
    private static let admin = "an-admin-token-0123456789"
    private static let alice = "alice-may-rent-0123456789"
    private static let watcher = "a-watcher-token-0123456789"

    private static let settings = [
        "GPU_SHOPPER_API_TOKEN": admin, "GPU_SHOPPER_API_TOKENS": "alice:rent:\(alice),*:read:\(watcher)",
    ]

    private static func bearer(_ token: String) -> [String] { ["Authorization: Bearer \(token)"] }

    @Test func `without a token only the watch is answered, and every refusal says what is missing`() async throws {
        try await BenchBed.serving(settings: Self.settings) { bed, server in
            for path in ["/health", "/ready"] { #expect(try await server.call("GET", path).status == 200) }
            for (method, path) in [
                ("GET", "/metrics"), ("GET", "/api/v1/sessions"), ("POST", "/api/v1/reconcile"), ("GET", "/api/v1/nothing"),
                ("GET", "/openapi.yaml"),
            ] {
                let reply = try await server.call(method, path)
                #expect(reply.status == 401 && reply.json["error_type"].text == "unauthorized", reply.all)
                #expect(reply.headers["www-authenticate"]?.hasPrefix("Bearer") == true && reply.json["hint"].text != nil, reply.all)
            }
            for wrong in [
                "Bearer", "Bearer nonsense-nonsense", "Basic \(Self.admin)", "Bearer \(Self.admin)x", "Bearer \(Self.admin.dropLast())",
            ] {
                let reply = try await server.call("GET", "/api/v1/sessions", headers: ["Authorization: \(wrong)"])
                #expect(reply.status == 401, reply.all)
            }
            let right = try await server.call("GET", "/api/v1/sessions", headers: ["Authorization: bearer  \(Self.admin)"])
            #expect(right.status == 200, right.all)
            #expect(!server.program.saidErrors.contains(Self.admin) && !server.program.saidErrors.contains(Self.alice))
        }
    }

    @Test func `a token may do what its right and its consumer allow`() async throws {
        try await BenchBed.serving(settings: Self.settings) { bed, server in
            let offer = try await bed.offer()
            let body = #"{"offer_id":"\#(offer)","workload_type":"llm","reservation_hours":1}"#
            let looked = try await server.call("POST", "/api/v1/sessions", body, headers: Self.bearer(Self.watcher))
            #expect(looked.status == 403 && looked.json["error"].text?.contains("'rent'") == true, looked.all)
            let foreign = try await server.call(
                "POST", "/api/v1/sessions", try await bed.rental(consumer: "bob", offer: offer), headers: Self.bearer(Self.alice))
            #expect(foreign.status == 403 && foreign.json["error"].text?.contains("consumer alice") == true, foreign.all)
            let rented = try await server.call("POST", "/api/v1/sessions", body, headers: Self.bearer(Self.alice))
            #expect(rented.status == 201 && rented.json["session"]["consumer_id"].text == "alice", rented.all)
            let mine = try #require(rented.json["session"]["id"].text)
            let other = try await server.call(
                "POST", "/api/v1/sessions", try await bed.rental(consumer: "bob", offer: try await bed.offer(1)),
                headers: Self.bearer(Self.admin))
            let bobs = try #require(other.json["session"]["id"].text, other.all)

            for (method, path) in [("DELETE", ""), ("POST", "/done"), ("POST", "/extend"), ("POST", "/rekey")] {
                let reply = try await server.call(
                    method, "/api/v1/sessions/\(bobs)\(path)", #"{"additional_hours":1}"#, headers: Self.bearer(Self.alice))
                #expect(reply.status == 403, reply.all)
            }
            #expect(try await server.call("GET", "/api/v1/sessions/\(bobs)", headers: Self.bearer(Self.watcher)).status == 200)
            for (method, path) in [("PUT", "budgets/alice"), ("DELETE", "budgets/alice"), ("POST", "reconcile")] {
                let reply = try await server.call(method, "/api/v1/\(path)", #"{"limit":1}"#, headers: Self.bearer(Self.alice))
                #expect(reply.status == 403 && reply.json["error"].text?.contains("'admin'") == true, reply.all)
            }
            // A key is shown to the token that made it, and to no other, whatever that may do.
            for (token, status) in [(Self.alice, 200), (Self.admin, 403), (Self.watcher, 403)] {
                let key = try await server.call("GET", "/api/v1/sessions/\(mine)/key", headers: Self.bearer(token))
                #expect(key.status == status, key.all)
            }
            for (id, token) in [(mine, Self.alice), (bobs, Self.admin)] {
                let ended = try await server.call("DELETE", "/api/v1/sessions/\(id)?wait=60", headers: Self.bearer(token))
                #expect(ended.status == 200, ended.all)
            }
        }
    }

    @Test func `a token that asks too often is told when to come back, and others go on`() async throws {
        try await BenchBed.serving(settings: Self.settings.merging(["API_REQUESTS_PER_MINUTE": "60"]) { $1 }) { _, server in
            var refused: Reply?
            for _ in 0..<40 where refused == nil {
                let reply = try await server.call("GET", "/api/v1/budgets", headers: Self.bearer(Self.watcher))
                if reply.status == 429 { refused = reply } else { #expect(reply.status == 200, reply.all) }
            }
            let reply = try #require(refused)
            #expect(reply.json["error_type"].text == "rate_limited" && Int(reply.headers["retry-after"] ?? "") ?? 0 >= 1, reply.all)
            #expect(try await server.call("GET", "/api/v1/budgets", headers: Self.bearer(Self.alice)).status == 200)
            #expect(try await server.call("GET", "/health").status == 200)
        }
    }

    @Test func `with a token a server may listen to other machines, and a foreign host is nothing special`() async throws {
        try await BenchBed.serving(settings: Self.settings) { _, server in
            let reply = try await server.call("GET", "/api/v1/budgets", headers: Self.bearer(Self.watcher) + ["Host: shop.example.org"])
            #expect(reply.status == 200, reply.all)
        }
        try await BenchBed.use(settings: BenchBed.quick.merging(Self.settings) { $1 }) { bed in
            let server = try await RunningServer.start(bed.shopper, ["--host", "0.0.0.0"])
            let stopped = try await server.stop()
            #expect(stopped.status == 0, stopped.all)
        }
    }

    @Test func `commands send the token from their environment`() async throws {
        try await BenchBed.serving(settings: Self.settings) { bed, server in
            let listed = try await bed.shopper.run("sessions", "list", "--server", server.url)
            #expect(listed.status == 0, listed.all)
            var stranger = bed.shopper
            stranger.settings["GPU_SHOPPER_API_TOKEN"] = nil
            stranger.settings["GPU_SHOPPER_API_TOKENS"] = nil
            let refused = try await stranger.run("sessions", "list", "--server", server.url)
            #expect(refused.status == 77 && refused.errors.contains("GPU_SHOPPER_API_TOKEN"), refused.all)
        }
    }

    @Test(arguments: [
        "alice", "alice:own:0123456789abcdef", ":rent:0123456789abcdef", "alice:rent:", "a:read:tok-tok-tok-tok-1,b:read:tok-tok-tok-tok-1",
    ])
    func `a list of tokens that cannot be read is named without its tokens`(list: String) async throws {
        try await BenchBed.use { bed in
            var shopper = bed.shopper
            shopper.settings["GPU_SHOPPER_API_TOKENS"] = list
            let said = try await shopper.run("serve", "--port", "0")
            #expect(said.status == 64 && said.errors.contains("GPU_SHOPPER_API_TOKENS"), said.all)
            #expect(!said.errors.contains("0123456789abcdef") && !said.errors.contains("tok-tok"), said.all)
        }
    }
}
