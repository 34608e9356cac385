public import Domain
public import Foundation
import HTTP
import Providers
import SSH
public import Storage

/// Makes sessions' rows, drives them to their ends, takes up what dead processes left.
public struct SessionService: Sendable {
    private let records: any SessionRecords
    private let providers: ProviderSet
    private let selector: OfferSelector
    private let seal: KeySeal
    private let time: any TimeSource
    private let deadlines: Deadlines
    private let script: URL
    private let archiveFolder: URL
    /// The process that the sessions taken are driven by.
    public let owner: SessionOwner
    private let isAlive: @Sendable (SessionOwner) -> Bool
    private let dialer: any MachineDialer
    private let gate: LaunchGate
    /// Machines in use that are spoken to at once.
    private let visits = Turnstile(places: 16)
    private let alarms: AlarmLine
    private let accounts: AccountBook
    private let templates: TemplateBook

    /// Joins what it needs.
    public init(
        store: Store, providers: ProviderSet, selector: OfferSelector, seal: KeySeal, time: any TimeSource,
        deadlines: Deadlines, resources: ResourceLocator, archiveFolder: URL, owner: SessionOwner
    ) {
        self.init(
            records: store, providers: providers, selector: selector, seal: seal, time: time, deadlines: deadlines,
            script: resources.benchmarkScript, archiveFolder: archiveFolder, owner: owner)
    }

    /// The same with what a server, or a simulation of one, brings besides.
    package init(
        records: any SessionRecords, providers: ProviderSet, selector: OfferSelector, seal: KeySeal, time: any TimeSource,
        deadlines: Deadlines, script: URL, archiveFolder: URL, owner: SessionOwner,
        isAlive: @escaping @Sendable (SessionOwner) -> Bool = ProcessIdentity.isAlive, dialer: any MachineDialer = SSHDialer(),
        gate: LaunchGate = LaunchGate(), alarms: AlarmLine = .none, accountAge: TimeInterval = 0,
        templates: TemplateBook? = nil
    ) {
        self.records = records
        self.providers = providers
        self.selector = selector
        self.seal = seal
        self.time = time
        self.deadlines = deadlines
        self.script = script
        self.archiveFolder = archiveFolder
        self.owner = owner
        self.isAlive = isAlive
        self.dialer = dialer
        self.gate = gate
        self.alarms = alarms
        accounts = AccountBook(time: time, age: accountAge)
        self.templates = templates ?? TemplateBook(providers: providers, time: time)
    }

    /// Picks the offer and says what it can cost; asks the providers, spends nothing.
    public func choose(_ plan: SessionPlan) async throws -> OfferChoice {
        try await selector.choose(for: plan, tried: [], remaining: plan.budget)
    }

    /// The plan with the account that will be charged; throws `.budget` when that holds less than the plan may cost.
    public func charging(_ provider: ProviderID, for plan: SessionPlan) async throws -> SessionPlan {
        let account = try await providers.provider(provider).account()
        if let balance = account.balance, balance < plan.budget {
            throw Problem(
                .budget,
                "the \(provider) account holds \(MoneyText.dollars(balance)), less than the budget of \(MoneyText.dollars(plan.budget))",
                hint: "Add credit, or lower --budget.")
        }
        var plan = plan
        plan.accounts = account.id.map { [provider.rawValue: $0] }
        return plan
    }

    /// Makes the session's key pair and commits its row; no machine exists yet.
    ///
    /// `userKey` is the key that the user of a rented machine logs in with, `opening` says how the session was asked for.
    public func open(
        _ plan: SessionPlan, userKey: String? = nil, opening: (SessionID) throws -> Opening? = { _ in nil }
    ) async throws -> SessionClaim {
        var plan = plan
        plan.addresses = Dictionary(
            try providers.selected(plan.providers).map { ($0.id.rawValue, $0.address) }, uniquingKeysWith: { $1 })
        var generator = SystemRandomNumberGenerator()
        let id = SessionID.random(using: &generator)
        let pair = SSHKeyPair(comment: "gpu-shopper-\(id)")
        let now = time.now
        var session = Session(
            id: id, deployment: records.deploymentID, createdAt: now, stepDeadline: now.addingTimeInterval(120),
            hardDeadline: now.addingTimeInterval(deadlines.hardMaximum.inSeconds), plan: plan,
            sshPublicKey: pair.publicKeyLine, sealedPrivateKey: try seal.seal(pair.seed, for: id))
        session.userPublicKey = userKey
        return try await records.insert(
            session, ownedBy: owner, leaseUntil: now.addingTimeInterval(SessionWorker.lease), ledger: [], opening: opening(id))
    }

    /// Runs a command on a session's machine, logged in with the session's own key.
    func run(_ command: ShellCommand, onMachineOf session: Session) async throws -> CommandOutput {
        let machine = try worker(interrupt: Interrupt()) { _ in }.machine(of: session)
        return try await visits.passing {
            try await dialer.connected(to: machine, timeout: .seconds(15), limit: .seconds(30)) { host in
                try await host.run(command, timeout: .seconds(20))
            }
        }
    }

    /// Drives a session to its end; see `SessionWorker.drive`.
    public func drive(
        _ claim: SessionClaim, first choice: OfferChoice? = nil, interrupt: Interrupt, mode: SessionWorker.Mode = .completing,
        report: @escaping @Sendable (BenchmarkProgress) -> Void
    ) async throws -> Session {
        let worker = worker(interrupt: interrupt, mode: mode, report: report)
        let session = try await worker.drive(claim, first: choice)
        if session.state.step == .finished { try await LabelSweep(worker: worker).run(session) }
        return session
    }

    /// Somebody to drive one session.
    func worker(
        interrupt: Interrupt, mode: SessionWorker.Mode = .completing, report: @escaping @Sendable (BenchmarkProgress) -> Void
    ) -> SessionWorker {
        SessionWorker(
            records: records, providers: providers, selector: selector, seal: seal, time: time, deadlines: deadlines,
            script: script, archiveFolder: archiveFolder, interrupt: interrupt, mode: mode, dialer: dialer, gate: gate, visits: visits,
            alarms: alarms, templates: templates,
            report: report)
    }

    /// Benchmarks that nobody drives: their processes died, gave up, or let their lease run out (of a process on another
    /// host, or on this one under another name, nothing else can be known).
    public func abandoned() async throws -> [Session] {
        var abandoned: [Session] = []
        for session in try await records.sessions(unfinishedOnly: true) where session.plan.rental == nil {
            let lease = try await records.lease(of: session.id)
            if lease?.isFree(at: time.now, isAlive: isAlive) ?? true { abandoned.append(session) }
        }
        return abandoned
    }

    /// Takes over an abandoned session; `nil` when a live process holds it or it is finished.
    ///
    /// Throws `.conflict` when its machines were rented at another address or on another account than those configured
    /// now. Asks each provider for its account (network).
    public func take(_ id: SessionID) async throws -> SessionClaim? {
        if let session = try await records.session(id) {
            try requireSameAddress(session)
            try await requireSameAccount(session)
        }
        let now = time.now
        return try await records.claim(
            id, for: owner, leaseUntil: now.addingTimeInterval(SessionWorker.lease), now: now, isAlive: isAlive)
    }

    /// Whether this process drives a session, or could: no other live process holds it.
    func mayTake(_ id: SessionID) async throws -> Bool {
        guard let lease = try await records.lease(of: id) else { return true }
        return lease.owner == owner || lease.isFree(at: time.now, isAlive: isAlive)
    }

    private func requireSameAddress(_ session: Session) throws {
        for id in Set(session.attempts.map(\.offer.provider)) {
            guard let then = session.plan.addresses[id.rawValue] else { continue }
            let now = try providers.provider(id).address
            guard then == now else {
                throw Problem(
                    .conflict, "session \(session.id) rented its machine from \(id) at \(then), and now \(now) is configured",
                    hint: "Only the address of then can say whether the machine is gone: set it again and resume.")
            }
        }
    }

    private func requireSameAccount(_ session: Session) async throws {
        for id in Set(session.attempts.map(\.offer.provider)) {
            guard let then = session.plan.accounts?[id.rawValue] else { continue }
            let now: String?
            do {
                now = try await accounts.account(at: providers.provider(id)).id
            } catch let problem as Problem where problem.code != .noCredentials {
                // Who cannot be asked for the account can hardly be asked for the machine; its end must not wait for it.
                continue
            }
            guard now == nil || now == then else {
                throw Problem(
                    .conflict, "session \(session.id) rented its machine from \(id) on account \(then), and the key of now is of another",
                    hint: "Only the account of then can say whether the machine is gone: set its key again and resume.")
            }
        }
    }
}
