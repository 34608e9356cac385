import Domain
import Engine
import Hummingbird
import Storage

/// `/alarms`: those that stand, or with `all=true` all there were.
struct AlarmRoutes: Routes {
    let shop: Shop

    private enum Choice: String, CaseIterable {
        case yes = "true"
        case no = "false"
    }

    func add(to router: some RouterMethods<APIContext>) {
        router.get("alarms") { request, _ in
            let all = try QueryFields(of: request).word("all", Choice.self) == .yes
            return JSONAnswer(AlarmsShape(try await shop.store.alarms(standingOnly: !all)))
        }
    }
}
