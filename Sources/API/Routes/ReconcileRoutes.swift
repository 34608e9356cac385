import Engine
import Hummingbird
import ServiceLifecycle

/// `/reconcile`: one pass, which the answer waits for.
struct ReconcileRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.post("reconcile") { _, _ in
            JSONAnswer(try await cancelWhenGracefulShutdown { try await shop.reconciliation.ask() })
        }
    }
}
