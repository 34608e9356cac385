import Domain
import Engine
import Hummingbird

/// `/offer-health`: which machines and kinds of GPU failed lately.
struct OfferHealthRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("offer-health") { request, context in
            let query = try QueryFields(of: request, context, knowing: ["provider", "gpu_type", "gpu"] + Paging.names)
            let paging = try Paging(query)
            let report = try await OfferHealthReport(
                from: shop.store, provider: try query.provider("provider"), gpuType: query.text("gpu_type", "gpu"), at: shop.time.now)
            return JSONAnswer(OfferHealthShape(report, page: paging.page(of: report.offers) { $0.machineID ?? $0.offerID.rawValue }))
        }
    }
}
