import HTTPTypes
import Hummingbird

extension VastDialect {
    func addInstanceRoutes(to router: Router<SandboxContext>) {
        on(.get, "v1/instances", .list, in: router) { dialect, request, _ in try dialect.list(request) }
        on(.get, "v0/instances", .list, in: router) { _, _, _ in throw Self.retiredList }
        on(.get, "v0/instances/filters", .list, in: router) { _, _, _ in JSONAnswer(body: ["filters": []]) }
        on(.get, "v0/instances/:id", .show, in: router) { dialect, _, context in try dialect.show(context) }
        on(.put, "v0/instances/:id", .update, in: router) { dialect, request, context in
            try await dialect.update(try Self.id(context), try await request.json())
        }
        on(.delete, "v0/instances/:id", .destroy, in: router) { dialect, _, context in
            try await dialect.destroy(try Self.id(context))
        }
        on(.delete, "v0/instances", .destroy, in: router) { dialect, request, _ in
            for id in try await request.json()["instance_ids"]?.array?.compactMap(\.int) ?? [] {
                _ = try await dialect.destroy(id)
            }
            return JSONAnswer(body: ["success": true])
        }
        on(.put, "v0/instances/request_logs/:id", .logs, in: router) { _, _, context in
            JSONAnswer(body: ["success": true, "msg": "no logs are kept for \(try Self.id(context))"])
        }
    }

    static func id(_ context: SandboxContext) throws -> Int {
        guard let id = context.parameters.get("id", as: Int.self) else {
            throw VastRefusal.invalid("the instance id is not a number")
        }
        return id
    }

    private static let retiredList = VastRefusal(
        status: .gone,
        body: [
            "success": false, "error": "deprecated_endpoint",
            "msg": "GET /api/v0/instances/ is no longer available. Use GET /api/v1/instances/ instead.",
        ])

    private func show(_ context: SandboxContext) throws -> JSONAnswer {
        if cloud.with({ $0.faults.take(.showFails) }) != nil { throw Self.unavailable }
        let row = cloud.rental(try Self.id(context)).map { JSONValue.object($0.row(at: Cloud.now)) }
        return JSONAnswer(body: ["instances": row ?? .null])
    }

    private static let unavailable = VastRefusal(
        status: .internalServerError,
        body: ["success": false, "error": "server_error", "msg": "Internal server error"])

    private func update(_ id: Int, _ body: JSONValue) async throws -> JSONAnswer {
        guard cloud.rental(id) != nil else { throw VastRefusal.noSuchInstance(id) }
        let state = body["state"]?.string
        cloud.with { clouds in
            if let label = body["label"]?.string { clouds.rentals[id]?.label = label }
            if state == "stopped" { clouds.rentals[id]?.boots = .stopped }
            if state == "running" { clouds.rentals[id]?.boots = .normally }
        }
        if state == "stopped" { await park.halt(id) }
        return JSONAnswer(body: ["success": true])
    }

    private func destroy(_ id: Int) async throws -> JSONAnswer {
        let concerns: @Sendable (Fault) -> Bool = { $0.concerns("instance", String(id)) }
        if let fault = cloud.with({ $0.faults.take(.destroyError, where: concerns) }) {
            var refusal = Self.unavailable
            refusal.status = .init(code: fault.parameters["status"]?.int ?? 500)
            throw refusal
        }
        guard cloud.rental(id) != nil else { throw VastRefusal.noSuchInstance(id) }
        if cloud.with({ $0.faults.take(.destroyLies, where: concerns) }) == nil { await park.destroy(id) }
        return JSONAnswer(body: ["success": true, "msg": "destroying instance \(id)."])
    }

    private func list(_ request: Request) throws -> JSONAnswer {
        if cloud.with({ $0.faults.take(.listFails) }) != nil { throw Self.unavailable }
        func argument(_ name: String) throws -> JSONValue? {
            try request.argument(name).map { try JSONValue(parsing: $0.utf8) }
        }
        let now = Cloud.now
        let filters = try Self.filters(argument("select_filters"))
        let listed = cloud.with { state in state.rentals.values.filter { $0.listedFrom <= now } }
        var rows = listed.map { $0.row(at: now) }
            .filter { row in filters.allSatisfy { $0.accepts(row[$0.field]) } }
        let order = try argument("order_by")?.array ?? []
        let column = order.first?["col"]?.string ?? "id"
        let descends = order.first?["dir"]?.string == "desc"
        rows.sort {
            if RowFilter.isBelow($0[column], $1[column]) { return !descends }
            if RowFilter.isBelow($1[column], $0[column]) { return descends }
            return RowFilter.isBelow($0["id"], $1["id"])
        }
        let limit = max(1, min(25, try argument("limit")?.int ?? 25))
        let start = request.argument("after_token").flatMap(Self.position) ?? 0
        let end = min(rows.count, start + limit)
        var labels = JSONObject()
        for row in rows {
            let label = row["label"]?.string ?? ""
            labels[label] = .int((labels[label]?.int ?? 0) + 1)
        }
        return JSONAnswer(body: [
            "success": true, "instances": .array(rows[min(start, end)..<end].map { .object($0) }),
            "instances_found": .int(end - min(start, end)), "total_instances": .int(rows.count),
            "label_counts": .object(labels), "next_token": end < rows.count ? "page-\(end)" : .null,
        ])
    }

    private static func filters(_ json: JSONValue?) throws(VastRefusal) -> [RowFilter] {
        do throws(QueryProblem) {
            var filters: [RowFilter] = []
            for member in json?.object?.members ?? [] {
                filters += try RowFilter.read(field: member.name, member.value)
            }
            return filters
        } catch {
            throw .invalid(error.message)
        }
    }

    private static func position(_ token: String) -> Int? {
        // The vendor's client sends the token as it came or as JSON text.
        Int(token.replacing("\"", with: "").replacing("page-", with: ""))
    }
}
