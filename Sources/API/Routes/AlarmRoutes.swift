import Domain
import Engine
import Foundation
import Hummingbird
import Storage

/// `/alarms`: those that stand, or with `all=true` all there were.
struct AlarmRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("alarms") { request, context in
            let query = try QueryFields(of: request, context, knowing: ["all"] + Paging.names)
            let (all, paging) = (try query.flag("all") ?? false, try Paging(query))
            let alarms = try await shop.store.alarms(standingOnly: !all)
            return JSONAnswer(
                AlarmsShape(paging.page(of: alarms) { "\($0.kind.rawValue) \($0.subject) \($0.raisedAt.timeIntervalSince1970)" }))
        }
    }
}
