import HTTPTypes
import Hummingbird

extension VastDialect {
    func addOfferRoutes(to router: Router<SandboxContext>) {
        on(.post, "v0/bundles", .search, in: router) { dialect, request, _ in
            try dialect.search(try await request.json())
        }
        on(.get, "v0/bundles", .search, in: router) { dialect, request, _ in
            try dialect.search(try JSONValue(parsing: (request.argument("q") ?? "{}").utf8))
        }
        on(.put, "v0/search/asks", .search, in: router) { dialect, request, _ in
            try dialect.search(try await request.json()["q"] ?? [:])
        }
        on(.put, "v0/asks/:id", .create, in: router) { dialect, request, context in
            try await dialect.create(request, context)
        }
    }

    private func search(_ json: JSONValue) throws -> JSONAnswer {
        if cloud.with({ $0.faults.take(.quotaExceeded) }) != nil { throw Self.quotaExceeded }
        do throws(QueryProblem) {
            let query = try OfferQuery(json)
            let offers = cloud.with { state in state.offers.filter { state.taken[$0.id] == nil } }
            return JSONAnswer(body: ["offers": .array(query.answer(from: offers))])
        } catch {
            throw VastRefusal.invalid(error.message)
        }
    }

    private static var quotaExceeded: VastRefusal {
        let midnight = (Int(Cloud.now) / 86_400 + 1) * 86_400
        var refusal = VastRefusal(
            status: .tooManyRequests,
            body: [
                "success": false, "error": "search_quota_exceeded", "msg": "Daily search quota exceeded.",
            ])
        if let name = HTTPField.Name("X-RateLimit-Reset") { refusal.headers[name] = "\(midnight)" }
        refusal.headers[.retryAfter] = "\(midnight - Int(Cloud.now))"
        return refusal
    }

    private func create(_ request: Request, _ context: SandboxContext) async throws -> JSONAnswer {
        let body = try await request.json()
        guard let id = context.parameters.get("id", as: Int.self) else {
            throw VastRefusal.invalid("the ask id is not a number")
        }
        let draft: Cloud.Draft
        do throws(RentingProblem) {
            draft = try cloud.draft(offer: id, try rentalRequest(body))
        } catch {
            switch error {
            case .gone(let id): throw VastRefusal.noSuchAsk(id)
            case .noCredit:
                throw VastRefusal(
                    status: .badRequest,
                    body: [
                        "success": false, "error": "insufficient_credit",
                        "msg": "Your account lacks credit; see the billing page.",
                    ])
            case .invalid(let message): throw VastRefusal.invalid(message)
            }
        }
        try await park.create(draft)
        if draft.isLost {
            context.channel.close(promise: nil)
            throw VastRefusal.invalid("the answer is lost")
        }
        if draft.delay > 0 { try await Task.sleep(for: .seconds(draft.delay)) }
        return JSONAnswer(body: ["success": true, "new_contract": .int(draft.id)])
    }

    private func rentalRequest(_ body: JSONValue) throws(RentingProblem) -> RentalRequest {
        var request = RentalRequest()
        var template: MarketTemplate?
        if let hash = body["template_hash_id"]?.string {
            template = cloud.with { state in state.templates.first { $0.hash == hash } }
            guard template != nil else { throw .invalid("template with hash_id \(hash) not found or access denied") }
        }
        request.image = body["image"]?.string ?? template?.image ?? ""
        guard !request.image.isEmpty else { throw .invalid("image is required unless template_hash_id is given") }
        if let disk = body["disk"]?.number { request.diskGB = disk }
        guard request.diskGB > 0 else { throw .invalid("disk must be above 0") }
        request.label = body["label"]?.string
        request.runtype = body["runtype"]?.string ?? "ssh_proxy"
        request.onstart = body["onstart"]?.string ?? template?.onstart
        let own = body["env"]?.object?.members.map { ($0.name, $0.value.string ?? $0.value.text) } ?? []
        let inherited = (template?.environment ?? []).filter { variable in !own.contains { $0.0 == variable.0 } }
        request.environment = inherited + own
        request.bid = body["price"]?.number
        request.cancelsWhenUnavailable = body["cancel_unavail"]?.bool ?? false
        return request
    }
}
