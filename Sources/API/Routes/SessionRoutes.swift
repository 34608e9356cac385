import Domain
import Engine
import HTTPTypes
import Hummingbird
import ServiceLifecycle
import Storage

/// `/sessions`: opening and looking.
struct SessionRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.post("sessions") { request, context in
            let sent = try await BodyFields(of: request, context: context)
            let fields = sent.defaulting("consumer_id", to: context.caller.consumer)
            let rental = try RentalBody(fields).request
            _ = try context.caller.consumer(named: rental.consumer)
            let opening = Opening(caller: context.caller.name, name: try RequestName.of(request, sent))
            // What can be cut is the wait for the first look at the market; a row that was begun is committed.
            let opened = try await cancelWhenGracefulShutdown { try await shop.desk.open(rental, as: opening) }
            // As it was committed; what the same request opened before is shown as it is now.
            let session =
                opened.isRepeated
                ? SessionShape(try await shop.desk.details(of: opened.session.id.rawValue), at: shop.time.now)
                : SessionShape(opened.session, endReason: nil, at: shop.time.now)
            var headers = HTTPFields()
            if opened.isRepeated, let name = RequestName.repeated { headers[name] = "true" }
            headers[.location] = "/api/v1/sessions/\(opened.session.id)"
            return JSONAnswer(
                OpenedShape(
                    session: session, ssh_private_key: opened.privateKey,
                    recommendation: opened.recommendation),
                status: .created, headers: headers)
        }
        router.get("sessions") { request, context in
            let query = try QueryFields(
                of: request, context, knowing: "consumer_id", "consumer", "status", "provider", "id_prefix", "limit", "offset", "cursor")
            return JSONAnswer(SessionListShape(try await shop.desk.sessions(try Self.filter(query)), at: shop.time.now))
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
        let offset = try query.whole("offset", 0...1_000_000_000)
        let mark = try query.text("cursor").map(PageMark.init)
        guard mark == nil || offset == nil else {
            throw Problem(.invalidInput, "cursor and offset both say where a page begins", hint: "Keep one of them.")
        }
        var filter = SessionFilter(
            consumer: query.text("consumer_id", "consumer"), status: try query.status("status"), provider: try query.provider("provider"),
            idPrefix: query.text("id_prefix"), limit: try query.whole("limit", 1...1000) ?? 100, offset: offset ?? 0)
        filter.after = mark.map { ($0.createdAt, $0.id) }
        return filter
    }
}
