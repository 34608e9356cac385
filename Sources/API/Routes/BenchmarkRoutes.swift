import Domain
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// `/benchmarks`: results, and what follows from them.
struct BenchmarkRoutes: Routes {
    let shop: Shop
    let shelf: AnswerShelf

    private var board: BenchmarkBoard { BenchmarkBoard(shop.store) }

    func add(to router: some RouterMethods<APIContext>) {
        router.get("benchmarks", use: list)
        router.post("benchmarks", use: submit)
        router.get("benchmarks/best") { request, context in
            try await one(request, context, also: []) { try await board.best($0).id }
        }
        router.get("benchmarks/cheapest") { request, context in
            try await one(request, context, also: ["min_tps"]) { try await board.cheapest($0).id }
        }
        router.get("benchmarks/compare", use: compare)
        router.get("benchmarks/recommendations", use: recommend)
        router.get("benchmarks/:id") { request, context in
            let id = try context.parameters.require("id")
            return try await shelf.answer(to: request) {
                guard let document = try await shop.store.benchmarkDocument(id) else {
                    throw Problem(
                        .notFound, "benchmark not found", hint: "GET /api/v1/benchmarks (gpu-shopper benchmarks list) shows all.")
                }
                return try Self.withCosts(document)
            }
        }
    }

    private func list(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = try QueryFields(
            of: request, context,
            knowing: ["model", "gpu", "gpu_type", "provider", "runtime", "verdict", "source"] + ["limit", "offset"])
        let (limit, offset) = (try query.whole("limit", 1...200) ?? 50, try query.whole("offset", 0...1_000_000_000) ?? 0)
        let provider = try query.provider("provider")?.rawValue
        let (verdict, source) = (
            try query.word("verdict", BenchmarkResult.Verdict.self), try query.word("source", BenchmarkResult.Source.self)
        )
        return try await shelf.answer(to: request) {
            var filter = BenchmarkFilter(
                model: query.text("model"), gpu: query.text("gpu", "gpu_type"), provider: provider,
                among: try await shop.store.benchmarkNames())
            filter.runtime = query.text("runtime")
            (filter.verdict, filter.source) = (verdict, source)
            let documents = try await shop.store.benchmarkDocuments(filter, limit: limit, offset: offset)
            var pieces = JSONPieces()
            pieces.add("benchmarks", list: documents)
            try pieces.add("count", documents.count)
            try pieces.add("total", try await shop.store.benchmarkCount(filter))
            return pieces.bytes
        }
    }

    private func one(
        _ request: Request, _ context: APIContext, also names: [String], _ find: @Sendable (BenchmarkQuestion) async throws -> String
    ) async throws -> Response {
        let question = try Self.question(request, context, also: names)
        return try await shelf.answer(to: request) {
            guard let document = try await shop.store.benchmarkDocument(try await find(question)) else {
                throw Problem(.internalError, "a result vanished while it was read")
            }
            return try Self.withCosts(document)
        }
    }

    private func compare(_ request: Request, _ context: APIContext) async throws -> Response {
        let question = try Self.question(request, context, also: [])
        return try await shelf.answer(to: request) {
            let (baseline, others) = try await board.comparison(question)
            let documents = try await shop.store.benchmarkDocuments(ofIDs: [baseline.id] + others.map(\.id))
            guard documents.count == others.count + 1 else { throw Problem(.internalError, "a result vanished while it was read") }
            var pieces = JSONPieces()
            pieces.add("baseline", json: documents[0])
            pieces.add(
                "comparisons",
                list: try zip(others, documents.dropFirst()).map { other, document in
                    var pieces = JSONPieces()
                    pieces.add("result", json: document)
                    try pieces.add("speedup_factor", other.speedupFactor)
                    try pieces.add("cost_efficiency", other.costEfficiency)
                    try pieces.add("memory_efficiency", other.memoryEfficiency)
                    return pieces.data
                })
            return pieces.bytes
        }
    }

    private func recommend(_ request: Request, _ context: APIContext) async throws -> Response {
        let question = try Self.question(request, context, also: ["min_tps"])
        return try await shelf.answer(to: request) {
            let found = try await board.recommendations(question)
            return ByteBuffer(
                bytes: try ProductJSON.encoder().encode(
                    GPURecommendationsShape(model: question.model, recommendations: found, count: found.count)))
        }
    }

    private func submit(_ request: Request, _ context: APIContext) async throws -> Response {
        let fields = try await BodyFields(of: request, context: context)
        let result = try SubmittedBenchmark(fields, by: context.caller.name, at: shop.time.now).result
        let standing = try await shop.store.benchmarkContent(ofID: result.id)
        guard standing == nil || standing == result.contentHash else {
            throw Problem(.conflict, "there is another benchmark with the id \(result.id)", hint: "Leave the id out: one is made.")
        }
        let isNew = try await shop.store.insertBenchmarks([result]).imported == 1
        guard let document = try await shop.store.benchmarkDocument(withContent: result.contentHash) else {
            throw Problem(.internalError, "a result vanished while it was stored")
        }
        return Response(
            status: isNew ? .created : .ok, headers: [.contentType: "application/json"],
            body: ResponseBody(byteBuffer: try Self.withCosts(document)))
    }

    private static func question(_ request: Request, _ context: APIContext, also names: [String]) throws -> BenchmarkQuestion {
        let query = try QueryFields(of: request, context, knowing: ["model", "include_suspect"] + names)
        guard let model = query.text("model") else {
            throw Problem(.invalidInput, "model parameter is required", hint: "E.g. ?model=qwen2:7b")
        }
        return BenchmarkQuestion(
            model: model, minTokensPerSecond: try names.contains("min_tps") ? query.number("min_tps", 0...1_000_000) ?? 0 : 0,
            includesSuspect: try query.flag("include_suspect") ?? false)
    }

    /// A stored result and what it costs.
    private static func withCosts(_ document: Data) throws -> ByteBuffer {
        let priced = try ProductJSON.decoder().decode(PricedBenchmark.self, from: document)
        var pieces = JSONPieces()
        pieces.add("benchmark", json: document)
        try pieces.add(
            "cost_analysis", CostAnalysis(tokensPerSecond: priced.results.avg_tokens_per_second, pricePerHour: priced.price_per_hour))
        return pieces.bytes
    }
}

/// The part of a result that costs follow from.
private struct PricedBenchmark: Decodable {
    struct Results: Decodable {
        let avg_tokens_per_second: Double
    }

    let results: Results
    let price_per_hour: USD
}
