import Foundation
import Testing

@Suite(.needsSSHServer) struct ModelRentalTests {
    private static func body(_ members: String) -> String { #"{"consumer_id":"alice","reservation_hours":2,\#(members)}"# }

    @Test func `who names a model rents the first of the advice, with room for the model`() async throws {
        try await BenchBed.serving { bed, server in
            let said = try await bed.shopper.run("advise", "-m", "qwen2:7b", "--max-price", "0.4", "--hours", "2", "-o", "json").json()
            let best = try #require(said["recommendations"][0]["offer_id"].text)
            let reply = try await server.api("POST", "sessions", Self.body(#""model":"qwen2:7b","max_price":0.4"#))
            #expect(reply.status == 201 && reply.json["session"]["offer_id"].text == best, reply.all)
            #expect(reply.json["recommendation"]["offer_id"].text == best && reply.json["recommendation"]["rank"].number == 1, reply.all)
            let session = reply.json["session"]
            #expect(session["model_id"].text == "qwen2:7b" && session["workload_type"].text == "llm", reply.all)
            #expect(session["disk_gb"].number ?? 0 >= 27 && session["price_per_hour"].number ?? 1 <= 0.41, reply.all)
            let id = try #require(session["id"].text)
            try await server.runs(id)
            try await bed.end(id, at: server)
        }
    }

    @Test func `what no offer does is said with the nearest that would`() async throws {
        try await BenchBed.serving { _, server in
            let slow = try await server.api("POST", "sessions", Self.body(#""model":"qwen2:7b","min_tps":100000"#))
            #expect(slow.status == 503 && slow.json["error_type"].text == "no_offer", slow.all)
            #expect(slow.json["hint"].text?.contains("The nearest is vastai-") == true, slow.all)
            for (members, word) in [
                (#""model":"qwen2:7b","offer_id":"vastai-1","workload_type":"llm""#, "offer_id and model"),
                (#""model":"qwen2:7q""#, "not in the catalogue"),
                (#""model":7"#, "model must be a text"), (#""model":"qwen2:7b","min_tps":"fast""#, "min_tps must be a number from 0"),
                (#""model":"qwen2:7b","objective":"cheap""#, "objective must be one of value, speed, balanced"),
                (#""model":"qwen2:7b","gpu_type":"RTX 9999""#, "no GPU is called"),
                (#""model":"qwen2:7b","context":0"#, "context must be a whole number"),
                (#""model":"qwen2:7b","context":9000000"#, "it was trained for"), (#""model":"qwen2:7b","max_price":0"#, "max_price"),
            ] {
                let reply = try await server.api("POST", "sessions", Self.body(members))
                #expect(reply.status == 400 && reply.json["error"].text?.contains(word) == true, reply.all)
            }
            #expect(try await server.api("GET", "sessions").json["total"].number == 0)
        }
    }

    @Test func `the command line rents the best for a model and the cheapest of a GPU`() async throws {
        try await BenchBed.serving { bed, server in
            let shop = bed.shopper
            let best = try await shop.run("provision", "-c", "alice", "-m", "qwen2:7b", "--max-price", "0.4", "-t", "1", "-o", "json")
            #expect(try best.json()["recommendation"]["rank"].number == 1, best.all)
            let cheapest = try #require(
                try await server.api("GET", "inventory?gpu_type=RTX3090&limit=1&disk=40").json["offers"][0]["id"].text)
            let found = try await shop.run("provision", "--consumer-id", "bob", "-g", "rtx_3090", "-t", "1", "-o", "json")
            #expect(try found.json()["session"]["offer_id"].text == cheapest, found.all)
            // The same again is the next one: nobody rents one offer twice.
            let next = try await shop.run("provision", "-c", "bob", "-g", "RTX 3090", "-t", "1", "-o", "json")
            #expect(try next.json()["session"]["offer_id"].text != cheapest, next.all)
            for (flags, word) in [
                (["-i", "vastai-1", "-m", "qwen2:7b"], "--offer and --model"),
                (["-i", "vastai-1", "-g", "RTX 3090"], "--gpu chooses among many"),
                ([], "--offer ID, or --gpu NAME"), (["-g", "RTX 3090", "--min-tps", "5"], "--min-tps is about a model"),
                (["-g", "RTX 9999"], "no GPU is called"), (["-m", "qwen2:7q"], "not in the catalogue"),
            ] {
                let refused = try await shop.start(["provision", "-c", "carol"] + flags).end()
                #expect(refused.status == 64 && refused.errors.contains(word), refused.all)
            }
            let none = try await shop.run("provision", "-c", "carol", "-g", "RTX 3090", "--max-price", "0.001")
            #expect(none.status == 3 && none.errors.contains("no offer of a RTX 3090"), none.all)
            for session in try await server.api("GET", "sessions").json["sessions"].list {
                if let id = session["id"].text { try await bed.end(id, at: server) }
            }
        }
    }
}
