import Domain
import Engine
import Hummingbird

/// `/costs`: what was spent.
struct CostRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("costs") { request, context -> Response in
            let query = try QueryFields(
                of: request, context, knowing: "session_id", "period", "start_date", "end_date", "consumer_id", "provider", "gpu_type")
            let costs = Costs(store: shop.store, time: shop.time)
            if let id = query.text("session_id") {
                return try JSONAnswer(try await costs.total(of: try await shop.desk.session(id).id)).answer()
            }
            let period = try CostPeriod(
                period: query.text("period"), start: query.text("start_date"), end: query.text("end_date"), now: shop.time.now)
            return try JSONAnswer(try await costs.report(try Self.costs(in: period, of: query))).answer()
        }
        router.get("costs/summary") { request, context in
            let query = try QueryFields(of: request, context, knowing: "consumer_id", "provider", "gpu_type")
            let month = try CostPeriod(now: shop.time.now)
            return JSONAnswer(
                try await Costs(store: shop.store, time: shop.time).report(try Self.costs(in: month, of: query)))
        }
    }

    private static func costs(in period: CostPeriod, of query: QueryFields) throws -> CostQuery {
        CostQuery(
            consumer: query.text("consumer_id"), provider: try query.provider("provider"),
            gpuType: query.text("gpu_type"), from: period.from, to: period.to)
    }
}
