import Domain
import Engine
import Hummingbird
import Storage

/// `/alarms`: those that stand, or with `all=true` all there were.
struct AlarmRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("alarms") { request, context in
            let all = try QueryFields(of: request, context, knowing: "all").flag("all") ?? false
            return JSONAnswer(AlarmsShape(try await shop.store.alarms(standingOnly: !all)))
        }
    }
}
