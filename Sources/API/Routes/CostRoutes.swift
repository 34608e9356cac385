import Domain
import Engine
import Hummingbird

/// `/costs`: what was spent.
struct CostRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("costs") { request, _ -> Response in
            let query = QueryFields(of: request)
            let costs = Costs(store: shop.store, time: shop.time)
            if let id = query.text("session_id") {
                return try JSONAnswer(try await costs.total(of: try await shop.desk.session(id).id)).answer()
            }
            let period = try CostPeriod(
                period: query.text("period"), start: query.text("start_date"), end: query.text("end_date"), now: shop.time.now)
            return try JSONAnswer(try await costs.report(Self.costs(in: period, of: query))).answer()
        }
        router.get("costs/summary") { request, _ in
            let month = try CostPeriod(now: shop.time.now)
            return JSONAnswer(
                try await Costs(store: shop.store, time: shop.time).report(Self.costs(in: month, of: QueryFields(of: request))))
        }
    }

    private static func costs(in period: CostPeriod, of query: QueryFields) -> CostQuery {
        CostQuery(
            consumer: query.text("consumer_id"), provider: query.text("provider").map { ProviderID(rawValue: $0.lowercased()) },
            gpuType: query.text("gpu_type"), from: period.from, to: period.to)
    }
}
