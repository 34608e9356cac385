import Domain
import Engine
import Foundation
import Hummingbird
import ServiceLifecycle

/// The keys with which a session's user logs in.
struct SessionKeyRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("sessions/:id/key") { _, context in
            let kept = try await shop.desk.userKey(of: try context.parameters.require("id"), for: context.caller.name)
            return JSONAnswer(
                KeyShape(session_id: kept.session.rawValue, ssh_private_key: kept.key, expires_at: kept.expiresAt),
                headers: [.cacheControl: "no-store"])
        }
        router.post("sessions/:id/rekey") { request, context in
            let session = try await context.owned(shop, try context.parameters.require("id"))
            let fields = try await BodyFields(of: request, context: context)
            let key = try fields.text("ssh_public_key")
            let changed = try await cancelWhenGracefulShutdown {
                try await shop.desk.rekey(session.id.rawValue, publicKey: key, by: context.caller.name)
            }
            let kept = changed.privateKey == nil ? nil : shop.time.now.addingTimeInterval(Opening.keyLasts)
            return JSONAnswer(KeyShape(session_id: session.id.rawValue, ssh_private_key: changed.privateKey, expires_at: kept))
        }
    }
}
