import Foundation
import Testing

@Suite(.needsSSHServer) struct InventoryRouteTests {
    @Test func `offers are listed by price, filters combine, and pages do not overlap`() async throws {
        try await BenchBed.serving { _, server in
            let all = try await server.api("GET", "inventory").json
            let prices = all["offers"].list.compactMap { $0["price_per_hour"].number }
            #expect(prices.count > 20 && prices == prices.sorted() && all["total"].number == Double(prices.count))
            var walked: [String] = []
            for offset in stride(from: 0, to: prices.count, by: 7) {
                let page = try await server.api("GET", "inventory?limit=7&offset=\(offset)").json
                #expect(page["total"] == all["total"])
                walked += page["offers"].list.compactMap { $0["id"].text }
            }
            #expect(walked == all["offers"].list.compactMap { $0["id"].text })
            for spelling in ["RTX4090", "rtx%204090", "RTX_4090", "NVIDIA%20GeForce%20RTX%204090"] {
                let found = try await server.api("GET", "inventory?gpu_type=\(spelling)&max_price=0.5&min_reliability=0.9").json["offers"]
                    .list
                #expect(!found.isEmpty && found.allSatisfy { $0["gpu_type"].text == "RTX 4090" && $0["price_per_hour"].number ?? 1 <= 0.5 })
            }
            let fussy = try await server.api("GET", "inventory?min_cuda=12.4&min_vram=24&location=us").json["offers"].list
            #expect(fussy.allSatisfy { $0["cuda_version"].number ?? 0 >= 12.4 && $0["vram_gb"].number ?? 0 >= 24 })
            #expect(fussy.allSatisfy { $0["location"].text?.lowercased().contains("us") == true })
            let none = try await server.api("GET", "inventory?max_price=0")
            #expect(none.status == 200 && none.text.contains(#""offers":[]"#) && none.json["total"].number == 0, none.all)
            let first = try #require(all["offers"][0]["id"].text)
            let one = try await server.api("GET", "inventory/\(first)")
            #expect(one.status == 200 && one.json["id"].text == first && one.json["availability_confidence"].number ?? 0 > 0, one.all)
            let gone = try await server.api("GET", "inventory/vastai-1")
            #expect(gone.status == 404 && gone.json["error"].text == "offer not found: vastai-1", gone.all)
            for (query, word) in [
                ("provider=nobody", "provider not found: nobody"), ("min_vram=x", "min_vram must be a whole number from 0"),
                ("max_price=-1", "max_price must be a number from 0"),
                ("min_reliability=2", "min_reliability must be a number from 0 to 1"),
                ("limit=0", "limit"), ("offset=-1", "offset"), ("gpu_type=RTX%209999", "no GPU is called"), ("max_price=nan", "max_price"),
            ] {
                let reply = try await server.api("GET", "inventory?\(query)")
                #expect(reply.status == 400 && reply.json["error"].text?.contains(word) == true, reply.all)
            }
        }
    }

    @Test func `a session is opened on what was seen last, whatever the marketplace says at that moment`() async throws {
        try await BenchBed.serving { bed, server in
            let offer = try await bed.offer()
            #expect(try await server.api("GET", "inventory").status == 200)
            try await bed.sandbox.fault(#"{"kind":"server_error","operation":"search","status":500,"times":1000}"#)
            let reply = try await server.api("POST", "sessions", try await bed.rental(#""disk_gb":64"#, offer: offer))
            #expect(reply.status == 201 && reply.json["ssh_private_key"].text?.hasPrefix("-----BEGIN OPENSSH") == true, reply.all)
            #expect(reply.headers["location"] == "/api/v1/sessions/\(reply.json["session"]["id"].text ?? "")", reply.all)
            // More disk costs more than the listing says, and that is agreed to.
            let listed = try await server.api("GET", "inventory/\(offer)").json["price_per_hour"].number ?? 0
            #expect(reply.json["session"]["price_per_hour"].number ?? 0 > listed, reply.all)
            let id = try #require(reply.json["session"]["id"].text)
            let failed = try await server.reaches(id, "a session that could not look again") { $0["status"].text == "failed" }
            #expect(failed["error_type"].text == "unavailable" && failed["cost_usd"].number == 0)
            try await bed.letGo()
            let next = try await bed.rent(server, #""disk_gb":64"#, offer: offer).id
            let running = try await server.runs(next)
            #expect(running["price_per_hour"].number ?? 9 <= reply.json["session"]["price_per_hour"].number ?? 0)
            try await bed.end(next, at: server)
        }
    }

    @Test func `an offer that went meanwhile fails its session as stale`() async throws {
        try await BenchBed.serving { bed, server in
            let offer = try await bed.offer()
            try await bed.sandbox.fault(#"{"kind":"stale_offer"}"#)
            let reply = try await server.api("POST", "sessions", try await bed.rental(offer: offer))
            #expect(reply.status == 201, reply.all)
            let id = try #require(reply.json["session"]["id"].text)
            let failed = try await server.reaches(id, "a failed session") { $0["status"].text == "failed" }
            #expect(failed["error_type"].text == "stale_inventory" && failed["cost_usd"].number == 0)
        }
    }
}
