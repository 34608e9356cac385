import Domain
import Engine
import Hummingbird
import ServiceLifecycle
import Storage

/// `/sessions`: opening and looking.
struct SessionRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.post("sessions") { request, context in
            let rental = try RentalBody(await BodyFields(of: request, context: context)).request
            // What can be cut is the look at the market; a row that was begun is committed.
            let opened = try await cancelWhenGracefulShutdown { try await shop.desk.open(rental) }
            let session = SessionShape(opened.session, endReason: nil, at: shop.time.now)
            return JSONAnswer(OpenedShape(session: session, ssh_private_key: opened.privateKey), status: .created)
        }
        router.get("sessions") { request, _ in
            JSONAnswer(SessionListShape(try await shop.desk.sessions(try Self.filter(QueryFields(of: request))), at: shop.time.now))
        }
        router.get("sessions/:id") { _, context in
            JSONAnswer(SessionShape(try await shop.desk.details(of: try context.parameters.require("id")), at: shop.time.now))
        }
        router.get("sessions/:id/events") { _, context in
            let session = try await shop.desk.session(try context.parameters.require("id"))
            return JSONAnswer(EventsShape(session.id, try await shop.desk.events(of: session.id.rawValue)))
        }
        router.get("sessions/:id/diagnostics") { _, context in
            JSONAnswer(try DiagnosticsShape(await shop.desk.session(try context.parameters.require("id")), at: shop.time.now))
        }
    }

    private static func filter(_ query: QueryFields) throws -> SessionFilter {
        SessionFilter(
            consumer: query.text("consumer_id"), status: try query.word("status"),
            provider: query.text("provider").map { ProviderID(rawValue: $0.lowercased()) }, idPrefix: query.text("id_prefix"),
            limit: try query.whole("limit", 1...1000) ?? 100, offset: try query.whole("offset", 0...1_000_000_000) ?? 0)
    }
}
