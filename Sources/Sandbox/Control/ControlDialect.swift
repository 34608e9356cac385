import HTTPTypes
import Hummingbird
import NIOCore

/// The sandbox's own API: what is there, and what shall go wrong.
struct ControlDialect: Sendable {
    let cloud: Cloud
    let park: MachinePark

    private typealias Handler = @Sendable (Request, SandboxContext) async throws -> JSONAnswer

    func addRoutes(to router: Router<SandboxContext>) {
        on(.get, "state", in: router) { _, _ in JSONAnswer(body: state()) }
        on(.get, "machines", in: router) { _, _ in JSONAnswer(body: machines()) }
        on(.post, "reset", in: router) { _, _ in
            await park.clear()
            cloud.reset()
            return JSONAnswer(body: ["success": true])
        }
        on(.post, "orphans", in: router) { request, _ in try await plant(try await request.json()) }
        on(.delete, "instances/:provider/:id", in: router) { _, context in try await remove(context) }
        on(.post, "instances/:provider/:id/power-off", in: router) { _, context in try await powerOff(context) }
        on(.post, "templates/:hash/edit", in: router) { _, context in try edit(context) }
        on(.post, "faults", in: router) { request, _ in try await add(try await request.json()) }
        on(.get, "faults", in: router) { _, _ in
            JSONAnswer(body: ["faults": .array(cloud.with { $0.faults.faults.map(\.json) })])
        }
        on(.delete, "faults", in: router) { _, _ in
            cloud.with { $0.faults.clear() }
            return JSONAnswer(body: ["success": true])
        }
        on(.delete, "faults/:id", in: router) { _, context in
            let id = context.parameters.get("id", as: Int.self) ?? 0
            cloud.with { $0.faults.remove(id: id) }
            return JSONAnswer(body: ["success": true])
        }
    }

    private func on(
        _ method: HTTPRequest.Method, _ path: String, in router: Router<SandboxContext>,
        _ handler: @escaping Handler
    ) {
        router.on(RouterPath("/_sandbox/\(path)"), method: method) { request, context -> Response in
            var answer: JSONAnswer
            do throws(any Error) {
                answer = try await handler(request, context)
            } catch let problem as QueryProblem {
                answer = JSONAnswer(status: .badRequest, body: ["error": .string(problem.message)])
            } catch let error as JSONSyntaxError {
                answer = JSONAnswer(status: .badRequest, body: ["error": .string(error.description)])
            }
            return try answer.response(from: request, context: context)
        }
    }

    private func state() -> JSONValue {
        let now = Cloud.now
        let (offers, rentals, calls, endings) = cloud.with { state in
            (state.offers.filter { state.taken[$0.id] == nil }, state.rentals, state.calls, state.selfEndings)
        }
        return [
            "offers": .array(offers.map(\.summary)),
            "instances": .array(rentals.values.sorted { $0.id < $1.id }.map { $0.summary(at: now) }),
            "self_endings": .array(endings.map(\.json)),
            "truth": cloud.truth.json,
            "calls": .object(JSONObject(calls.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })),
        ]
    }

    /// Every machine there ever was, as it was billed.
    private func machines() -> JSONValue {
        let now = Cloud.now
        let (past, rentals) = cloud.with { ($0.past, $0.rentals.values.sorted { $0.id < $1.id }) }
        let all = past + rentals.map { PastRental(rental: $0, endedAt: nil) }
        return ["machines": .array(all.map { $0.json(at: now) })]
    }

    private func plant(_ body: JSONValue) async throws -> JSONAnswer {
        guard let object = body.object, let label = object["label"]?.string else {
            throw QueryProblem("an orphan needs a \"label\"")
        }
        try Self.check(provider: object["provider"]?.string)
        try MemberRule.check(object, Self.orphanRules, of: "an orphan")
        var request = RentalRequest()
        request.label = label
        request.image = "vastai/ollama:0.33.0"
        guard let draft = cloud.orphan(request) else { throw QueryProblem("no offer is left to plant an orphan on") }
        try await park.create(draft, age: body["age_seconds"]?.number ?? 0)
        return JSONAnswer(body: ["id": .string(String(draft.id))])
    }

    private static let orphanRules: [String: MemberRule] = [
        "provider": .text, "label": .text, "age_seconds": .number(0...315_360_000),
    ]

    private func remove(_ context: SandboxContext) async throws -> JSONAnswer {
        guard let id = try instance(context) else { return Self.noInstance }
        await park.destroy(id)
        return JSONAnswer(body: ["success": true])
    }

    /// What `poweroff` and `shutdown` on a machine do.
    private func powerOff(_ context: SandboxContext) async throws -> JSONAnswer {
        guard let id = try instance(context) else { return Self.noInstance }
        cloud.note(.poweredOff, of: id)
        await park.stop(id)
        return JSONAnswer(body: ["success": true])
    }

    /// Gives a template another hash, as any edit at the marketplace does.
    private func edit(_ context: SandboxContext) throws -> JSONAnswer {
        let fresh = [UInt64.random(in: .min ... .max), .random(in: .min ... .max)].map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        let isKnown = cloud.with { state in
            let index = state.templates.firstIndex { $0.hash != nil && $0.hash == context.parameters.get("hash") }
            if let index { state.templates[index].edit(into: fresh) }
            return index != nil
        }
        guard isKnown else { return JSONAnswer(status: .notFound, body: ["error": "no such template"]) }
        return JSONAnswer(body: ["hash_id": .string(fresh)])
    }

    private func instance(_ context: SandboxContext) throws -> Int? {
        try Self.check(provider: context.parameters.get("provider"))
        return context.parameters.get("id", as: Int.self).flatMap { cloud.rental($0)?.id }
    }

    private static let noInstance = JSONAnswer(status: .notFound, body: ["error": "no such instance"])

    private func add(_ body: JSONValue) async throws -> JSONAnswer {
        let fault = try cloud.with { state throws(QueryProblem) in try state.faults.add(body) }
        let concerned = cloud.with { state in
            state.rentals.keys.filter { fault.concerns("instance", String($0)) }
        }
        switch fault.kind {
        case .hostVanishes:
            cloud.with { $0.faults.remove(id: fault.id) }
            for id in concerned { await park.vanish(id) }
        case .killProcesses where fault.number("after_requests") == nil:
            cloud.with { $0.faults.remove(id: fault.id) }
            let wait = fault.number("after_seconds") ?? 0
            if wait == 0 {
                for id in concerned { await park.halt(id) }
            } else {
                park.later { _ in
                    // Ends early only with the sandbox, which kills them all anyway.
                    try? await Task.sleep(for: .seconds(wait))
                    for id in concerned { await park.halt(id) }
                }
            }
        default: break
        }
        return JSONAnswer(body: ["id": .string(String(fault.id))])
    }

    private static func check(provider: String?) throws {
        guard provider == "vastai" else { throw QueryProblem("no provider '\(provider ?? "")'; there is vastai") }
    }
}
