import Domain
import Engine
import Hummingbird
import Logging

/// `/health` and `/ready`.
struct HealthRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("health") { _, context in
            let (isReady, database) = await readiness(context)
            let body = HealthShape(
                status: isReady ? "ok" : "unavailable", timestamp: shop.time.now,
                services: .init(
                    lifecycle: shop.supervisor.isLeaving ? "stopped" : "running", inventory: shop.market.standing, database: database,
                    ready: "\(isReady)"))
            return JSONAnswer(body, status: isReady ? .ok : .serviceUnavailable)
        }
        router.get("ready") { _, context in
            let (isReady, _) = await readiness(context)
            return JSONAnswer(ReadyShape(ready: isReady, timestamp: shop.time.now), status: isReady ? .ok : .serviceUnavailable)
        }
    }

    private func readiness(_ context: APIContext) async -> (isReady: Bool, database: String) {
        do {
            return (try await shop.isReady(), "ok")
        } catch {
            let problem = Problem(wrapping: error, doing: "reading the database")
            context.logger.error("\(problem)")
            return (false, problem.message)
        }
    }
}
