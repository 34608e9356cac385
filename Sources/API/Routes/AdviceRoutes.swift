import Advice
import Domain
import Engine
import Hummingbird
import ServiceLifecycle

/// `/advise` and `/estimate`: what to rent for a model, and how fast a card is with it.
struct AdviceRoutes: Routes {
    let shop: Shop

    private var desk: AdviceDesk { AdviceDesk(store: shop.store, time: shop.time) }

    func add(to router: some RouterMethods<APIContext>) {
        router.get("advise") { request, context in
            let query = try QueryFields(of: request, context, knowing: AdviceArguments.names + ["limit"])
            let question = try AdviceArguments.request(query)
            if let provider = try query.provider("provider") { _ = try shop.providers.provider(provider) }
            let limit = try query.whole("limit", 1...100_000)
            let snapshot = try await cancelWhenGracefulShutdown {
                try await shop.market.snapshot(matching: OfferQuery(diskGB: try KnownModel(question.model).diskGB))
            }
            let report = try await desk.advise(question, offers: snapshot.offers)
            return JSONAnswer(AdviceDocument(limit.map { report.first($0) } ?? report, sources: snapshot.sources))
        }
        router.get("estimate") { request, context in
            JSONAnswer(try await desk.estimate(try Self.question(request, context)))
        }
    }

    private static func question(_ request: Request, _ context: APIContext) throws -> EstimateQuestion {
        let query = try QueryFields(
            of: request, context,
            knowing: "model", "gpu", "gpu_type", "count", "provider", "context", "weights_gb", "layers", "active_gb", "kv_kib")
        guard let name = query.text("model") else {
            throw Problem(.invalidInput, "model is required", hint: "E.g. ?model=qwen2:7b&gpu=RTX4090")
        }
        guard let gpu = query.text("gpu_type", "gpu") else {
            throw Problem(.invalidInput, "gpu is required", hint: "E.g. ?model=qwen2:7b&gpu=RTX4090")
        }
        let weights = try query.number("weights_gb", 0.01...10_000)
        let layers = try query.whole("layers", 1...10_000)
        let active = try query.number("active_gb", 0.01...10_000)
        let kv = try query.number("kv_kib", 0.001...1_000_000)
        let model = try ModelDescription(name: name, weightsGB: weights, layers: layers, activeGB: active, kvKiB: kv).model(flagged: { $0 })
        return EstimateQuestion(
            model: model, gpu: gpu, count: try query.whole("count", 1...64) ?? 1, provider: try query.provider("provider")?.rawValue,
            contextTokens: try query.whole("context", 1...10_000_000) ?? 4096)
    }
}
