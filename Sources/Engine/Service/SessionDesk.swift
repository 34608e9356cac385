public import Advice
public import Domain
package import Foundation
import Providers
import SSH
public import Storage

/// What users of a server ask of sessions: open, look, extend, end.
///
/// It writes wishes into rows; the supervisor's workers do what they say.
public struct SessionDesk: Sendable {
    /// A session that was opened.
    public struct Opened: Sendable {
        /// Its row.
        public let session: Session
        /// The private key to log in with, in OpenSSH's form; `nil` when the user brought a public key, or when it is forgotten.
        public let privateKey: String?
        /// Why its offer was taken, where advice took it.
        public var recommendation: Recommendation?
        /// Whether the same request had opened it before.
        public let isRepeated: Bool
    }

    let service: SessionService
    let store: Store
    let seal: KeySeal
    private let supervisor: SessionSupervisor
    let market: MarketWatch
    private let providers: ProviderSet
    private let templates: TemplateBook
    let time: any TimeSource
    private let deadlines: Deadlines
    private let audit: AuditLog

    /// Joins what it needs.
    public init(
        service: SessionService, store: Store, seal: KeySeal, supervisor: SessionSupervisor, market: MarketWatch, providers: ProviderSet,
        templates: TemplateBook, time: any TimeSource, deadlines: Deadlines, audit: AuditLog
    ) {
        self.service = service
        self.store = store
        self.seal = seal
        self.supervisor = supervisor
        self.market = market
        self.providers = providers
        self.templates = templates
        self.time = time
        self.deadlines = deadlines
        self.audit = audit
    }

    /// Commits the row of a rental; the machine is rented after that, beside the caller.
    ///
    /// Asks no provider: the offer is judged as it was last seen, and the worker looks again before it rents. A request whose
    /// name has opened a session already gets that one. Throws `.notFound` for an offer that the inventory does not show,
    /// `.conflict` when the consumer rents it already, `.budget` when its worst case does not fit, `.invalidInput` for what
    /// cannot be done, `InsufficientDisk`, `OpeningMismatch` for a name that stood for another request.
    public func open(_ request: RentalRequest, as opening: Opening) async throws -> Opened {
        if let before = try await repeated(opening) { return before }
        let request = try request.namingItsModel()
        try request.check(hardMaximum: deadlines.hardMaximum)
        let launch = try request.checkedLaunch()
        let template = try await template(of: request)
        let chosen = try await offer(for: request, diskGB: try request.diskToRent(template: template), template: template)
        let offer = chosen.offer
        if launch.templateHash != nil, try !providers.provider(offer.provider).supportsTemplates {
            throw Problem(
                .invalidInput, "template_hash_id: \(offer.provider) has no templates", hint: "Leave it out, or take another offer.")
        }
        if let objection = template?.objection(to: offer) {
            throw Problem(.invalidInput, "template_hash_id: \(objection)", hint: "Take an offer that suits it.")
        }
        if request.storagePolicy == .preserve, try !providers.provider(offer.provider).canPreserveStorage {
            throw Problem(
                .invalidInput, "storage_policy: \(offer.provider) cannot keep a disk without its machine",
                hint: "Use 'destroy', and copy what you need before the session ends.")
        }
        var terms = RentalTerms(
            choosing: offer, reservationHours: request.reservationHours, idleThresholdMinutes: request.idleThresholdMinutes,
            storagePolicy: request.storagePolicy, workload: request.workload, retryScope: request.retryScope)
        terms.launch = launch == LaunchOptions() ? nil : launch
        var plan = SessionPlan(
            consumer: request.consumer, model: request.model ?? "", durationSeconds: 0,
            budget: ceiling(of: terms, retries: request.maximumRetries),
            offer: offer.id, providers: request.retryScope == .any ? [] : [offer.provider], diskGB: offer.diskGB,
            maximumAttempts: 1 + request.maximumRetries, rental: terms)
        plan.requestID = CallTrace.current.requestID
        let pair = request.publicKey == nil ? SSHKeyPair(comment: "gpu-shopper") : nil
        let claim: SessionClaim
        do {
            claim = try await service.open(plan, userKey: request.publicKey ?? pair?.publicKeyLine) { id in
                var opening = opening
                opening.userKey = try pair.map { try sealed($0, of: id) }
                return opening
            }
        } catch is RepeatedOpening {
            guard let before = try await repeated(opening) else { throw Problem(.internalError, "a request was repeated and is not known") }
            return before
        }
        // Nobody drives it yet: the supervisor takes it up at once.
        try await store.release(claim)
        supervisor.ring()
        return Opened(
            session: claim.session, privateKey: pair?.openSSHPrivateKey, recommendation: chosen.recommendation, isRepeated: false)
    }

    /// What the same request opened before; `nil` when it did not, or has no name.
    private func repeated(_ opening: Opening) async throws -> Opened? {
        guard let name = opening.name, let before = try await store.opening(named: name.key, by: opening.caller, at: time.now) else {
            return nil
        }
        guard before.requestHash == name.requestHash else { throw OpeningMismatch(key: name.key) }
        let kept = try await store.userKey(of: before.session, at: time.now).flatMap { $0.caller == opening.caller ? $0.key : nil }
        return Opened(
            session: try await session(before.session.rawValue), privateKey: try kept.map { try opened($0, of: before.session) },
            isRepeated: true)
    }

    /// The template that was asked for, as far as it is known without asking: a provider is not asked on the caller's time.
    private func template(of request: RentalRequest) async throws -> Template? {
        guard let hash = request.launch.templateHash else { return nil }
        if case .offer(let offer) = request.choice {
            for id in providers.ids where offer.local(in: id) != nil { return try await templates.known(hash, of: id) }
            return nil
        }
        for provider in providers.all where provider.supportsTemplates {
            if let template = try await templates.known(hash, of: provider.id) { return template }
        }
        return nil
    }

    /// The session with that id; throws `.notFound`.
    public func session(_ id: String) async throws -> Session {
        guard let known = SessionID(rawValue: id), let session = try await store.session(known) else {
            throw Self.unknown(id)
        }
        return session
    }

    private static func unknown(_ id: String) -> Problem {
        Problem(.notFound, "there is no session '\(id.prefix(64))'", hint: "'gpu-shopper sessions list' shows all.")
    }

    /// The same with what its row alone does not tell.
    public func details(of id: String) async throws -> SessionDetails {
        guard let known = SessionID(rawValue: id), let details = try await store.details(of: known) else { throw Self.unknown(id) }
        return details
    }

    /// One page of the sessions that a filter lets through, the newest first.
    public func sessions(_ filter: SessionFilter) async throws -> SessionPage { try await store.sessions(filter) }

    /// What was asked, answered and seen, in order.
    public func events(of id: String) async throws -> [LedgerEntry] {
        try await store.ledger(of: try await session(id).id)
    }

    /// Its user has done what the machine was for: ends it as `end` does.
    public func done(_ id: String, wait: Duration) async throws -> Session {
        try await end(id, outcome: .succeeded, reason: "its user is done with it", wait: wait)
    }

    /// Asks for a session's end and waits for it; returns the session as it stands when `wait` is over.
    ///
    /// Asking again changes nothing, and neither does asking for the end of one that is finished.
    public func end(_ id: String, outcome: SessionOutcome, reason: String, wait: Duration) async throws -> Session {
        let known = try await session(id).id
        let wish = EndWish(outcome: outcome, reason: reason, at: time.now, requestID: CallTrace.current.requestID)
        guard let wished = try await store.wishEnd(of: known, wish) else { return try await session(id) }
        guard wished.state.step != .finished else { return wished }
        return try await supervisor.settled(known, within: wait) ?? wished
    }

    /// Moves a reservation by whole hours, never past the hard maximum unless that is lifted for this session.
    ///
    /// Throws `.conflict` with the state it is in when the session is ending or over, `.invalidInput` beyond the hard maximum,
    /// `.budget` when the longer time does not fit.
    public func extend(_ id: String, hours: Int, overridingHardMaximum: Bool) async throws -> Session {
        guard RentalTerms.hours.contains(hours) else {
            throw Problem(.invalidInput, "additional_hours must be between 1 and 12, not \(hours)")
        }
        let session = try await session(id)
        let (now, maximum) = (time.now, deadlines.hardMaximum)
        let entry: @Sendable (Session) -> LedgerEntry = { changed in
            let override = changed.overridesHardMaximum ? ", beyond the hard maximum, which was lifted for this session" : ""
            return LedgerEntry(
                at: now, event: "extended",
                detail: "by \(hours) h to \(changed.reservedUntil.map(ProductJSON.rfc3339) ?? "-")\(override)")
        }
        let extended = try await store.changeReservation(of: session.id, at: now, ledger: entry) { row in
            try Self.extend(&row, hours: hours, overriding: overridingHardMaximum, maximum: maximum, at: now)
        }
        guard let extended else { throw Self.unknown(id) }
        var facts = [
            "until": "\(ProductJSON.rfc3339(extended.useEndsAt))", "ceiling_usd": "\(extended.ceiling.dollars)",
        ]
        // By this request, whichever opened the session.
        facts["request_id"] = CallTrace.current.requestID
        audit.note(.sessionExtended, extended, facts)
        if extended.overridesHardMaximum { audit.note(.hardMaximumLifted, extended, facts) }
        return extended
    }

    /// Moves the reservation in a row, or throws why it cannot be moved.
    package static func extend(_ row: inout Session, hours: Int, overriding: Bool, maximum: Duration, at now: Date) throws {
        guard row.plan.rental != nil, let reserved = row.reservedUntil else {
            throw Problem(.conflict, "session \(row.id) is a benchmark and has no reservation to extend")
        }
        guard row.endWish == nil, row.state.step != .terminating, row.state.step != .finished, reserved > now else {
            let state = row.state.step == .finished ? row.state.status.rawValue : "\(row.state.status.rawValue), about to end"
            throw Problem(.conflict, "session \(row.id) cannot be extended: it is \(state)", hint: "Rent another machine.")
        }
        let end = reserved.addingTimeInterval(Double(hours) * 3600)
        if overriding { row.overridesHardMaximum = true }
        if end > row.hardDeadline {
            guard row.overridesHardMaximum else {
                let left = Int(saturating: row.hardDeadline.timeIntervalSince(reserved) / 3600)
                throw Problem(
                    .invalidInput,
                    "extension would exceed the hard maximum of \(Int(saturating: maximum.inSeconds / 3600)) hours: additional_hours can be at most \(max(0, left))",
                    hint: "Lift it for this session with override_hard_max (--override-hard-max).")
            }
            row.hardDeadline = end
        }
        row.reservedUntil = end
        let rate = [row.currentAttempt?.pricePerHour, row.plan.rental?.agreedPricePerHour].compactMap(\.self).max() ?? .zero
        row.ceiling += rate.perHour(forSeconds: Double(hours) * 3600)
    }

    /// The most that a rental can cost, every replacement at the dearest price that its scope allows.
    private func ceiling(of terms: RentalTerms, retries: Int) -> USD {
        let factor = retries > 0 ? terms.retryScope.priceFactor : 1
        let rate = USD(micros: Int64(Int(saturating: (Double(terms.agreedPricePerHour.micros) * factor).rounded(.up))))
        let overhead = WorstCase.rentalOverhead(deadlines).inSeconds * Double(1 + retries)
        return rate.perHour(forSeconds: Double(terms.reservationHours) * 3600 + overhead)
    }
}
