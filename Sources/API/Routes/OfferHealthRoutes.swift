import Domain
import Engine
import Hummingbird

/// `/offer-health`: which machines and kinds of GPU failed lately.
struct OfferHealthRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("offer-health") { request, _ in
            let query = QueryFields(of: request)
            return JSONAnswer(
                try await OfferHealthReport(
                    from: shop.store, provider: query.text("provider").map { ProviderID(rawValue: $0.lowercased()) },
                    gpuType: query.text("gpu_type"), at: shop.time.now))
        }
    }
}
