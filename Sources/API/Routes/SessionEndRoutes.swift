import Domain
import Engine
import HTTPTypes
import Hummingbird
import ServiceLifecycle
import Storage

/// What ends a session or moves its end.
struct SessionEndRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.post("sessions/:id/done") { request, context in
            try await answer(to: request, context, "session shutdown initiated") { try await shop.desk.done($0, wait: $1) }
        }
        router.delete("sessions/:id") { request, context in
            try await answer(to: request, context, "session destroyed") {
                try await shop.desk.end($0, outcome: .cancelled, reason: "its user ended it", wait: $1)
            }
        }
        router.post("sessions/:id/extend") { request, context in
            let id = try await context.owned(shop, try context.parameters.require("id")).id.rawValue
            let fields = try await BodyFields(of: request, context: context)
            try fields.require("additional_hours")
            let hours = try fields.whole("additional_hours", RentalTerms.hours) ?? 0
            let session = try await shop.desk.extend(
                id, hours: hours, overridingHardMaximum: try fields.flag("override_hard_max") ?? false)
            return JSONAnswer(
                ExtendedShape(
                    message: "session extended", session_id: session.id.rawValue, new_expires_at: session.useEndsAt,
                    override_hard_max: session.overridesHardMaximum))
        }
    }

    /// The machine is ended on the session's own task; the answer waits for that as long as the caller wants.
    private func answer(
        to request: Request, _ context: APIContext, _ message: String,
        _ end: @escaping @Sendable (String, Duration) async throws -> Session
    ) async throws -> JSONAnswer<EndedShape> {
        let wait = try QueryFields(of: request, context, knowing: "wait").seconds("wait", 0...300) ?? .seconds(20)
        let id = try await context.owned(shop, try context.parameters.require("id")).id.rawValue
        let session: Session
        do {
            session = try await cancelWhenGracefulShutdown { try await end(id, wait) }
        } catch is CancellationError {
            // The wish is in the row; the next start obeys it.
            session = try await shop.desk.session(id)
        }
        let latest = try await shop.desk.details(of: session.id.rawValue)
        let isOver = latest.session.state.step == .finished
        return JSONAnswer(
            EndedShape(
                message: isOver ? message : "the session is being ended; its machine is not proved gone yet",
                session_id: session.id.rawValue, session: SessionShape(latest, at: shop.time.now)),
            status: isOver ? .ok : .accepted)
    }
}
