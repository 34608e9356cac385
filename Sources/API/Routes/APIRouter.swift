import Engine
import HTTPTypes
import Hummingbird

/// Every route of the server.
enum APIRouter {
    static func make(_ shop: Shop) throws -> Router<APIContext> {
        let router = Router(context: APIContext.self)
        let requests = RequestFigures()
        router.add(middleware: RequestNames())
        router.add(middleware: RequestTimes(figures: requests))
        router.add(middleware: Representation())
        router.add(middleware: UnknownArguments())
        router.add(middleware: Failures())
        router.add(
            middleware: Doorkeeper(
                callers: CallerBook(shop.settings.apiTokens, perMinute: shop.settings.apiRequestsPerMinute, time: shop.time)))
        HealthRoutes(shop: shop).add(to: router)
        MetricsRoutes(shop: shop, requests: requests).add(to: router)
        let version1 = router.group("api/v1")
        for routes in resources(shop, try AnswerShelf(shop.store)) { routes.add(to: version1) }
        refuseOtherMethods(in: router)
        return router
    }

    /// What lies below `/api/v1`: a new resource is one more line here and a file beside this one.
    private static func resources(_ shop: Shop, _ shelf: AnswerShelf) -> [any Routes] {
        [
            InventoryRoutes(shop: shop),
            AdviceRoutes(shop: shop),
            BenchmarkRoutes(shop: shop, shelf: shelf),
            SessionRoutes(shop: shop),
            SessionKeyRoutes(shop: shop),
            SessionEndRoutes(shop: shop),
            ReconcileRoutes(shop: shop),
            AlarmRoutes(shop: shop),
            CostRoutes(shop: shop),
            BudgetRoutes(shop: shop),
            OfferHealthRoutes(shop: shop),
            TemplateRoutes(shop: shop),
            BenchmarkRunRoutes(shop: shop),
            BenchmarkScheduleRoutes(shop: shop),
        ]
    }

    /// A path that is known for other methods says for which.
    private static func refuseOtherMethods(in router: Router<APIContext>) {
        let known = Dictionary(grouping: router.routes, by: { $0.path.description })
        for routes in known.values {
            guard let path = routes.first?.path else { continue }
            let methods = Set(routes.map(\.method))
            let allowed = methods.union(methods.contains(.get) ? [.head] : []).map(\.rawValue).sorted()
            for method in [HTTPRequest.Method.get, .post, .put, .patch, .delete, .options, .trace]
            where !allowed.contains(method.rawValue) {
                router.on(path, method: method) { request, _ -> Response in
                    throw RefusedRequest.wrongMethod(request.method, allowed: allowed)
                }
            }
        }
    }
}
