import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct BenchmarkRouteTests {
    @Test func `results are listed, filtered and shown with their costs`() async throws {
        try await BenchBed.serving { _, server in
            let all = try await server.api("GET", "benchmarks")
            #expect(all.json["count"].number == 50 && all.json["total"].number ?? 0 > 50, all.all)
            let some = try await server.api("GET", "benchmarks?model=QWEN2:7b&gpu=rtx_4090&provider=vastai&limit=5").json
            #expect(some["total"].number ?? 0 > 0)
            for row in some["benchmarks"].list {
                #expect(row["model"]["name"].text == "qwen2:7b" && row["hardware"]["gpu_name"].text?.contains("4090") == true)
                #expect(row["provider"].text == "vastai")
            }
            let doubtful = try await server.api("GET", "benchmarks?verdict=suspect&source=published&runtime=OLLAMA&limit=200").json
            #expect(doubtful["count"].number ?? 0 > 0 && doubtful["benchmarks"].list.allSatisfy { $0["verdict"].text == "suspect" })
            let id = try #require(all.json["benchmarks"][0]["id"].text)
            let one = try await server.api("GET", "benchmarks/\(id)")
            #expect(one.json["benchmark"]["id"].text == id && one.json["cost_analysis"]["tokens_per_dollar"].number != nil, one.all)
            #expect(try await server.api("GET", "benchmarks/\(id.prefix(9))").json["benchmark"]["id"].text == id)
            let gone = try await server.api("GET", "benchmarks/nothing")
            #expect(gone.status == 404 && gone.json["error"].text == "benchmark not found", gone.all)
            let none = try await server.api("GET", "benchmarks?model=nobody:1b")
            #expect(none.status == 200 && none.text.contains(#""benchmarks":[]"#) && none.json["total"].number == 0, none.all)
            for query in ["limit=0", "limit=201", "limit=x", "offset=-1", "verdict=good", "source=heaven", "provider=nobody"] {
                #expect(try await server.api("GET", "benchmarks?\(query)").status == 400, "\(query)")
            }
        }
    }

    @Test func `the fastest, the cheapest, the comparison and the cards follow from what was measured`() async throws {
        try await BenchBed.serving { bed, server in
            let best = try await server.api("GET", "benchmarks/best?model=deepseek-r1:14b").json["benchmark"]
            let rates = try await server.api("GET", "benchmarks?model=deepseek-r1:14b&verdict=valid&limit=200").json["benchmarks"].list
                .compactMap { $0["results"]["avg_tokens_per_second"].number }
            #expect(best["results"]["avg_tokens_per_second"].number == rates.max() && best["verdict"].text == "valid")
            let compared = try await server.api("GET", "benchmarks/compare?model=deepseek-r1:14b").json
            #expect(compared["baseline"]["id"] == best["id"] && compared["comparisons"].list.count == rates.filter { $0 > 0 }.count - 1)
            #expect(compared["comparisons"].list.allSatisfy { $0["speedup_factor"].number ?? 2 <= 1 && $0["result"]["id"] != best["id"] })
            let cheapest = try await server.api("GET", "benchmarks/cheapest?model=deepseek-r1:14b&min_tps=100").json
            #expect(cheapest["benchmark"]["results"]["avg_tokens_per_second"].number ?? 0 >= 100)
            let cards = try await server.api("GET", "benchmarks/recommendations?model=deepseek-r1:14b&min_tps=100").json
            #expect(cards["model"].text == "deepseek-r1:14b" && cards["count"].number == Double(cards["recommendations"].list.count))
            #expect(cards["recommendations"].list.allSatisfy { $0["expected_tps"].number ?? 0 >= 100 })
            let unknown = try await server.api("GET", "benchmarks/recommendations?model=nobody:1b")
            #expect(
                unknown.status == 200 && unknown.json["count"].number == 0 && unknown.text.contains(#""recommendations":[]"#), unknown.all)
            for path in ["best", "cheapest", "compare"] {
                let missing = try await server.api("GET", "benchmarks/\(path)")
                #expect(missing.status == 400 && missing.json["error"].text == "model parameter is required", missing.all)
                let nobody = try await server.api("GET", "benchmarks/\(path)?model=nobody:1b")
                #expect(nobody.status == 404 && nobody.json["error"].text == "no benchmarks found for model: nobody:1b", nobody.all)
            }
            #expect(try await server.api("GET", "benchmarks/cheapest?model=qwen2:7b&min_tps=fast").status == 400)

            // The command line says the same, from the server and from the database.
            let shop = bed.shopper
            for flags in [[], ["--server", server.url]] {
                let said = try await shop.start(["benchmarks", "best", "-m", "deepseek-r1:14b", "-o", "json"] + flags).end()
                #expect(try said.json()["benchmark"]["id"] == best["id"], said.all)
                let table = try await shop.start(["benchmarks", "compare", "-m", "deepseek-r1:14b"] + flags).end()
                #expect(table.status == 0 && table.lines.count > rates.count && table.output.contains("SPEED"), table.all)
                let text = try await shop.start(["benchmarks", "cheapest", "-m", "deepseek-r1:14b", "--min-tps", "100"] + flags).end()
                #expect(text.status == 0 && text.output.contains("per million tokens"), text.all)
                let found = try await shop.start(["benchmarks", "recommend", "-m", "deepseek-r1:14b"] + flags).end()
                #expect(found.status == 0 && found.output.contains("Based on"), found.all)
                let exported = try await shop.start(["benchmarks", "export", "--format", "csv", "-m", "deepseek-r1:14b"] + flags).end()
                #expect(exported.lines.first?.hasPrefix("id,timestamp,model") == true && exported.lines.count > rates.count, exported.all)
                let nobody = try await shop.start(["benchmarks", "best", "-m", "nobody:1b"] + flags).end()
                #expect(nobody.status == 66 && nobody.errors.contains("no benchmarks found for model"), nobody.all)
            }
        }
    }

    @Test func `an answer that was kept is made anew as soon as anybody stores a result`() async throws {
        try await BenchBed.serving { bed, server in
            let before = try await server.api("GET", "benchmarks?model=qwen2:7b")
            #expect(try await server.api("GET", "benchmarks?model=qwen2:7b").headers["etag"] == before.headers["etag"])
            let archives = bed.folder.appending(path: "archives")
            try ArchiveGenerator(requests: 20, samples: 5, seed: 5).write(20, into: archives)
            let loader = URL(filePath: try BuiltProgram.shopper.path).deletingLastPathComponent().appending(path: "benchmark-loader").path
            let loaded = try await Program.run(loader, ["--db", bed.shopper.database, "--dir", archives.path])
            try #require(loaded.status == 0, "\(loaded.errors)")
            let after = try await server.api("GET", "benchmarks?model=qwen2:7b")
            #expect(after.json["total"].number ?? 0 > before.json["total"].number ?? 0 && after.headers["etag"] != before.headers["etag"])
        }
    }

    @Test func `a result that is sent in is kept, shown and never ranked`() async throws {
        try await BenchBed.serving { _, server in
            func body(_ more: String = "", rate: String = "9000") -> String {
                #"{"hardware":{"gpu_name":"RTX 4090"},"model":{"name":"qwen2:7b"},"results":{"avg_tokens_per_second":\#(rate)},"price_per_hour":0.2\#(more)}"#
            }
            let sent = try await server.api("POST", "benchmarks", body())
            #expect(sent.status == 201 && sent.json["benchmark"]["source"].text == "submitted", sent.all)
            #expect(
                sent.json["benchmark"]["verdict"].text == "suspect"
                    && sent.json["cost_analysis"]["tokens_per_dollar"].number == 162_000_000, sent.all)
            let id = try #require(sent.json["benchmark"]["id"].text)
            let again = try await server.api("POST", "benchmarks", body())
            #expect(again.status == 200 && again.json["benchmark"]["id"].text == id, again.all)
            #expect(try await server.api("GET", "benchmarks/\(id)").status == 200)
            for question in ["best?model=qwen2:7b", "cheapest?model=qwen2:7b", "best?model=qwen2:7b&include_suspect=true"] {
                #expect(try await server.api("GET", "benchmarks/\(question)").json["benchmark"]["id"].text != id)
            }
            let named = try await server.api(
                "POST", "benchmarks", body(#","id":"mine-1","timestamp":"2026-01-02T03:04:05+01:00","provider":"vastai""#))
            #expect(named.status == 201 && named.json["benchmark"]["timestamp"].text == "2026-01-02T02:04:05Z", named.all)
            let taken = try await server.api("POST", "benchmarks", body(#","id":"mine-1""#, rate: "10"))
            #expect(taken.status == 409, taken.all)
            for (more, rate, word) in [
                ("", "0", "avg_tokens_per_second must be above 0"), ("", "-1", "results.avg_tokens_per_second must be a number from 0"),
                ("", "\"fast\"", "results.avg_tokens_per_second is not of the right kind"),
                (#","timestamp":"yesterday""#, "5", "timestamp"),
                (#","id":"a/b""#, "5", "id must be 1 to 64"), (#","location":7"#, "5", "location is not of the right kind"),
                (#","test_config":{"prompt_types":"all"}"#, "5", "prompt_types"),
            ] {
                let reply = try await server.api("POST", "benchmarks", body(more, rate: rate))
                #expect(reply.status == 400 && reply.json["error"].text?.contains(word) == true, "\(word)\n\(reply.text)")
            }
            let empty = try await server.api("POST", "benchmarks", "{}")
            #expect(
                empty.status == 400 && empty.json["error"].text == "hardware is required; model is required; results is required", empty.all
            )
        }
    }

    @Test func `advice and estimates are what the commands say`() async throws {
        try await BenchBed.serving { bed, server in
            let said = try await bed.shopper.run("advise", "-m", "qwen2:7b", "--max-price", "0.3", "-o", "json").json()
            let asked = try await server.api("GET", "advise?model=qwen2:7b&max_price=0.3").json
            #expect(
                asked["recommendations"].list.compactMap { $0["offer_id"].text }
                    == said["recommendations"].list.compactMap { $0["offer_id"].text })
            #expect(asked.keys == said.keys && asked["summary"] == said["summary"])
            #expect(try await server.api("GET", "advise?model=qwen2:7b&limit=2").json["recommendations"].list.count == 2)
            let over = try await bed.shopper.run("advise", "-m", "qwen2:7b", "--server", server.url)
            #expect(over.status == 0 && over.output.contains("RTX") && over.output.contains("From vastai"), over.all)
            for (query, word) in [
                ("", "model is required"), ("model=qwen2:7q", "not in the catalogue"),
                ("model=qwen2:7b&objective=x", "objective must be one of"), ("model=qwen2:7b&hours=1&tokens=5", "both give the size"),
            ] {
                let reply = try await server.api("GET", "advise?\(query)")
                #expect(reply.status == 400 && reply.json["error"].text?.contains(word) == true, reply.all)
            }

            let estimate = try await server.api("GET", "estimate?model=llama3.1:8b&gpu=RTX4090").json
            #expect(estimate["gpu_type"].text == "RTX 4090" && estimate["model"].text == "llama3.1:8b")
            let (low, middle, high) = (
                estimate["tokens_per_second_low"].number ?? 0, estimate["tokens_per_second"].number ?? 0,
                estimate["tokens_per_second_high"].number ?? 0
            )
            #expect(0 < low && low < middle && middle < high && !estimate["evidence"].list.isEmpty)
            #expect(try await bed.shopper.run("estimate", "-m", "llama3.1:8b", "-g", "RTX 4090", "-o", "json").json() == estimate)
            let described = try await bed.shopper.run(
                "estimate", "-m", "mine", "-g", "A100", "--weights-gb", "40", "--layers", "80", "-o", "json"
            ).json()
            #expect(described["tokens_per_second"].number ?? 0 > 0 && described["assumptions"]["gpu"].text?.contains("assumed") == true)
            for (query, word) in [
                ("gpu=RTX4090", "model is required"), ("model=qwen2:7b", "gpu is required"),
                ("model=qwen2:7b&gpu=RTX9999", "no GPU is called"), ("model=mine&gpu=RTX4090", "not in the catalogue"),
                ("model=mine&gpu=RTX4090&weights_gb=5", "weights_gb and layers"),
                ("model=mine&gpu=RTX4090&weights_gb=-5&layers=3", "weights_gb must be"),
            ] {
                let reply = try await server.api("GET", "estimate?\(query)")
                #expect(reply.status == 400 && reply.json["error"].text?.contains(word) == true, reply.all)
            }
        }
    }
}
