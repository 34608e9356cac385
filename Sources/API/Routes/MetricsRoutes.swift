import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore

/// `/metrics`: read from the database when asked, so that a restart loses nothing.
struct MetricsRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("metrics") { _, _ in
            let figures = try await ServiceFigures(from: shop.store, at: shop.time.now)
            let page = MetricsPage(figures, providers: shop.providers.ids)
            return Response(
                status: .ok, headers: [.contentType: MetricsPage.contentType], body: ResponseBody(byteBuffer: ByteBuffer(string: page.text))
            )
        }
    }
}
