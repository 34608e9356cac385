import Domain
import Foundation
import Testing

/// The whole job with nothing going wrong.
@Suite(.needsSSHServer) struct HappyPathTests {
    struct Case: Sendable {
        let gpu: String
        let model: String
    }

    @Test(arguments: [
        Case(gpu: "RTX 4090", model: "qwen2:7b"), Case(gpu: "RTX 3090", model: "llama3.2:3b"),
        Case(gpu: "RTX A5000", model: "gemma2:2b"),
    ])
    func `what is measured is the truth within half a percent`(wanted: Case) async throws {
        try await BenchBed.use { bed async throws in
            let run = try bed.shopper.start([
                "bench", "run", "--model", wanted.model, "--gpu", wanted.gpu, "--duration", Shopper.endless, "-o", "json",
            ])
            let done = try await bed.finish(run)
            #expect(done.status == 0, done.all)
            let report = try done.report()
            #expect(report.session.attempts.map(\.gpuType) == [wanted.gpu])
            let truth = try #require(try await bed.sandbox.state().truth[wanted.gpu]?[wanted.model])
            let measured = try #require(report.benchmark)
            #expect(abs(measured.results.avgTokensPerSecond / truth - 1) < 0.005, "\(measured) against \(truth)")
            #expect(measured.verdict == "valid" && measured.sessionId == report.session.id, done.all)
        }
    }

    @Test func `the report has every promised key and the machine is proved gone by two answers three seconds apart`() async throws {
        try await BenchBed.use { bed async throws in
            var shopper = bed.shopper
            shopper.settings["TEARDOWN_CONFIRM_INTERVAL"] = nil
            let before = try await shopper.run("advise", "--model", Shopper.model, "-o", "json")
            // Three requests: fewer are no evidence, and advice would not change.
            let done = try await bed.finish(try shopper.startBench(duration: Shopper.endless))
            #expect(done.status == 0, done.all)
            try expectPromisedKeys(try done.object())

            let report = try done.report()
            #expect(report.session.outcome == "succeeded" && report.session.error == nil)
            #expect(report.teardown.verified)
            let answers = report.teardown.confirmedAbsentAt
            let first = try #require(answers.first)
            let last = try #require(answers.last)
            #expect(answers.count >= 2 && last.timeIntervalSince(first) >= 3)
            #expect(try #require(report.teardown.requestedAt) <= first)
            #expect(report.costUsd > 0)
            #expect(abs(report.costUsd - report.session.attempts.reduce(0) { $0 + $1.costUsd }) < 1e-9)

            let archive = try #require(report.archive)
            #expect(archive.hasPrefix(shopper.folder.path))
            for name in ["metadata.json", "results.jsonl", "gpu.csv", "rental.json", "complete"] {
                #expect(FileManager.default.fileExists(atPath: "\(archive)/\(name)"), "\(name)")
            }
            let id = try #require(report.benchmark?.id)
            #expect(try await shopper.measured() == [id])
            let shown = try await shopper.run("benchmarks", "show", id, "-o", "json")
            #expect(shown.status == 0 && shown.output.contains(id), shown.all)

            let after = try await shopper.run("advise", "--model", Shopper.model, "-o", "json")
            #expect(before.status == 0 && after.status == 0)
            #expect(try recommendation(of: report.session.offerId, in: before) != recommendation(of: report.session.offerId, in: after))
            let calls = try await bed.sandbox.state()
            #expect(calls.count("create") == 1 && calls.count("destroy") == 1)
        }
    }

    @Test func `a table run says the worst case first and the result last`() async throws {
        try await BenchBed.use { bed async throws in
            let run = try bed.shopper.start(["bench", "run", "--model", Shopper.model, "--duration", Shopper.endless])
            try await run.says("  pulled")
            let done = try await bed.finish(run)
            #expect(done.status == 0, done.all)
            let words = ["worst case", "rented", "booted", "checked", "pulled", "collected", "ingested", "destroyed"]
            let places = words.map { done.errors.range(of: $0)?.lowerBound }
            #expect(places.allSatisfy { $0 != nil }, done.all)
            #expect(places.compactMap { $0 } == places.compactMap { $0 }.sorted(), done.all)
            #expect(done.output.contains("tok/s") && done.output.split(separator: "\n").count == 1, done.all)
        }
    }

    private func recommendation(of offer: String?, in advice: Finished) throws -> String {
        let rows = try #require(try advice.object()["recommendations"] as? [[String: Any]])
        let row = try #require(rows.first { $0["offer_id"] as? String == offer })
        return try String(decoding: JSONSerialization.data(withJSONObject: row, options: .sortedKeys), as: UTF8.self)
    }

    private func expectPromisedKeys(_ report: [String: Any]) throws {
        expect(["session", "benchmark", "cost_analysis", "cost_usd", "archive", "teardown"], in: report)
        expect(["id", "status", "provider", "offer_id", "attempts"], in: report["session"])
        expect(["verified", "requested_at", "confirmed_absent_at"], in: report["teardown"])
        expect(
            ["tokens_per_dollar", "cost_per_million_tokens", "cost_per_hour", "estimated_monthly_24x7"],
            in: report["cost_analysis"])
        let benchmark = try #require(report["benchmark"] as? [String: Any])
        expect(
            ["id", "timestamp", "hardware", "model", "test_config", "results", "gpu_stats", "provider", "location", "price_per_hour"],
            in: benchmark)
        expect(
            ["gpu_name", "gpu_memory_mib", "gpu_count", "driver_version", "cuda_version", "cpu_model", "cpu_cores", "ram_gib"],
            in: benchmark["hardware"])
        expect(
            ["name", "family", "parameter_count", "quantization", "size_gb", "runtime", "runtime_version"], in: benchmark["model"])
        expect(
            ["duration_minutes", "max_tokens", "prompt_types", "concurrent_reqs", "warmup_requests"], in: benchmark["test_config"])
        expect(
            [
                "total_requests", "total_tokens", "total_prompt_tokens", "total_errors", "duration_seconds",
                "avg_tokens_per_second", "min_tokens_per_second", "max_tokens_per_second", "p50_tokens_per_second",
                "p95_tokens_per_second", "p99_tokens_per_second", "avg_latency_ms", "min_latency_ms", "max_latency_ms",
                "p50_latency_ms", "p95_latency_ms", "p99_latency_ms", "requests_per_minute", "avg_tokens_per_request",
                "error_rate", "avg_ttft_ms", "p50_ttft_ms", "p95_ttft_ms",
            ], in: benchmark["results"])
        expect(
            [
                "avg_utilization_pct", "max_utilization_pct", "avg_memory_used_mib", "max_memory_used_mib",
                "avg_temperature_c", "max_temperature_c", "avg_power_draw_w", "max_power_draw_w",
            ], in: benchmark["gpu_stats"])
    }

    private func expect(_ keys: [String], in value: Any?) {
        let object = value as? [String: Any] ?? [:]
        #expect(keys.filter { object[$0] == nil } == [])
    }
}
