import HTTPTypes
import Hummingbird

extension VastDialect {
    func addInstanceRoutes(to router: Router<SandboxContext>) {
        on(.get, "v1/instances", .list, in: router) { dialect, request, _ in try dialect.list(request) }
        on(.get, "v0/instances", .list, in: router) { _, _, _ in throw Self.retiredList }
        on(.get, "v0/instances/filters", .list, in: router) { _, _, _ in JSONAnswer(body: ["filters": []]) }
        on(.get, "v0/instances/:id", .show, in: router) { dialect, _, context in try dialect.show(context) }
        on(.put, "v0/instances/:id", .update, in: router) { dialect, request, context in
            try await dialect.update(try Self.id(context), try await request.json(), by: try dialect.caller(of: request))
        }
        on(.delete, "v0/instances/:id", .destroy, in: router) { dialect, request, context in
            try await dialect.destroy(try Self.id(context), by: try dialect.caller(of: request))
        }
        on(.delete, "v0/instances", .destroy, in: router) { dialect, request, _ in
            try await dialect.destroy(all: try await request.json()["instance_ids"]?.array?.compactMap(\.int) ?? [])
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

    static let unavailable = VastRefusal(
        status: .internalServerError,
        body: ["success": false, "error": "server_error", "msg": "Internal server error"])

    private func update(_ id: Int, _ body: JSONValue, by caller: Caller) async throws -> JSONAnswer {
        guard cloud.rental(id) != nil else { throw VastRefusal.noSuchInstance(id) }
        if let label = body["label"]?.string { cloud.with { $0.rentals[id]?.label = label } }
        switch body["state"]?.string {
        case "stopped":
            if caller != .account { cloud.note(.stopped, of: id) }
            await park.stop(id)
        case "running": park.start(id)
        default: break
        }
        return JSONAnswer(body: ["success": true])
    }

    private func destroy(_ id: Int, by caller: Caller) async throws -> JSONAnswer {
        let concerns: @Sendable (Fault) -> Bool = { $0.concerns("instance", String(id)) }
        if let fault = cloud.with({ $0.faults.take(.destroyError, where: concerns) }) {
            var refusal = Self.unavailable
            refusal.status = .init(code: fault.parameters["status"]?.int ?? 500)
            throw refusal
        }
        guard cloud.rental(id) != nil else { throw VastRefusal.noSuchInstance(id) }
        if cloud.with({ $0.faults.take(.destroyLies, where: concerns) }) == nil {
            if caller != .account { cloud.note(.destroyed, of: id) }
            await park.destroy(id)
        }
        return JSONAnswer(body: ["success": true, "msg": "destroying instance \(id)."])
    }

    /// Goes on past an id that cannot be destroyed and tells of it in the end.
    private func destroy(all ids: [Int]) async throws -> JSONAnswer {
        var refusals: [VastRefusal] = []
        for id in ids {
            do throws(any Error) {
                _ = try await destroy(id, by: .account)
            } catch let refusal as VastRefusal {
                refusals.append(refusal)
            }
        }
        guard let first = refusals.first else { return JSONAnswer(body: ["success": true]) }
        if refusals.count == ids.count { throw first }
        let messages = refusals.compactMap { $0.body["msg"]?.string }
        return JSONAnswer(body: ["success": false, "msg": .string(messages.joined(separator: " "))])
    }
}
