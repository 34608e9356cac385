import Domain
import Engine
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// `/metrics`: read from the database when asked, so that a restart loses nothing.
struct MetricsRoutes: Routes {
    let shop: Shop
    let requests: RequestFigures

    func add(to router: some RouterMethods<APIContext>) {
        router.get("metrics") { _, _ in
            let figures = try await ServiceFigures(from: shop.store, at: shop.time.now)
            var page = MetricsPage(figures, providers: shop.providers.ids)
            let costs = try await Costs(store: shop.store, time: shop.time).report(
                CostQuery(from: .distantPast, to: shop.time.now)
            ).byProvider
            page.add(try await shop.store.storedFigures(), costs: costs, budgets: try await shop.budgets.statuses())
            page.add(
                shop.calls, circuits: shop.providers.circuits, requests,
                startedAt: shop.startedAt.timeIntervalSince1970, version: shop.version)
            return Response(
                status: .ok, headers: [.contentType: MetricsPage.contentType], body: ResponseBody(byteBuffer: ByteBuffer(string: page.text))
            )
        }
    }
}
