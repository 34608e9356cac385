import Domain
import Engine
import Foundation
import Providers
import SSH
import Storage
import Synchronization
import TestSupport

/// The computer on which servers run, die and are started again, with its database, its clock and its users.
final class SimulatedHost: Sendable {
    private struct State {
        var live: [Int: SimulatedProcess] = [:]
        var crashes = 0
        var nextProcess: Int32 = 1
        var clock = 0.0
        var usersLeft = 0
    }

    let world: World
    let market: Market
    let truth: Truth
    let faults: Faults
    let sabotage: Simulation.Sabotage?
    let store: Store
    let seal: KeySeal
    let folder: URL
    let deadlines: Deadlines
    private let state = Mutex(State())

    /// How often rows and accounts are compared, in seconds.
    static let reconciliation = 300.0
    /// How often sessions that nobody drives are looked for.
    static let interval = 240.0
    /// How old an orphan must be.
    static let grace = 900.0

    init(
        world: World, market: Market, truth: Truth, faults: Faults, sabotage: Simulation.Sabotage?, folder: URL
    ) throws {
        self.world = world
        self.market = market
        self.truth = truth
        self.faults = faults
        self.sabotage = sabotage
        self.folder = folder
        store = try Store.inMemory(copying: Self.empty.get())
        seal = KeySeal(inMemoryKey: Data(repeating: 7, count: 32))
        var deadlines = Deadlines()
        deadlines.rowPoll = .seconds(300)
        deadlines.benchmarkPoll = .seconds(10)
        deadlines.bootPoll = .seconds(30)
        self.deadlines = deadlines
    }

    /// Every run begins with a copy of the same empty database.
    private static let empty = Result {
        try Store.inMemory(time: SkippingTime(at: World.start), deploymentOverride: DeploymentID(rawValue: "sim"))
    }

    /// The time on its clock, which users and servers share.
    private var now: Date { World.date(world.now + state.withLock { $0.clock }) }

    var crashes: Int { state.withLock { $0.crashes } }

    /// Whether some process works.
    var isAttended: Bool { state.withLock { !$0.live.isEmpty } }

    func close() throws { try store.close() }

    /// Starts the servers, the users, and what befalls them.
    func begin() {
        startProcess(slot: 0)
        if faults.hasRival { startProcess(slot: 1) }
        let count = 1 + Int(world.unit() * 3)
        state.withLock { $0.usersLeft = count }
        if world.chance(0.4) { world.start { await self.setBudget() } }
        for _ in 0..<count { world.start(after: world.between(0, 1800)) { await self.use() } }
        world.start(after: 60) { await self.strikes() }
        for _ in 0..<faults.jumps {
            let seconds = world.between(-7200, 7200)
            world.start(after: world.between(60, 3 * 3600)) {
                self.state.withLock { $0.clock += seconds }
                self.truth.jumped(by: seconds)
            }
        }
    }

    // MARK: processes

    private func startProcess(slot: Int) {
        let number = state.withLock { state in
            defer { state.nextProcess += 1 }
            return state.nextProcess
        }
        let process = SimulatedProcess(
            world: world, owner: SessionOwner(host: slot == 0 ? "here:1" : "there:1", processID: number, startTicks: 1),
            crash: faults.crash, clock: { self.state.withLock { $0.clock } }
        ) { _ in self.died(slot: slot) }
        state.withLock { $0.live[slot] = process }
        truth.say("process \(number) starts")
        SimulatedServer(host: self, process: process).start()
    }

    private func died(slot: Int) {
        let number = state.withLock { state in
            state.crashes += 1
            return state.live.removeValue(forKey: slot)?.owner.processID
        }
        truth.say("process \(number ?? 0) dies")
        guard !isDone else { return }
        world.start(after: world.between(1, faults.downtime)) { self.startProcess(slot: slot) }
    }

    /// Whether an owner is known to be dead; of those on another host nothing can be known.
    func isAlive(_ owner: SessionOwner, seenFrom process: SimulatedProcess) -> Bool {
        guard owner.host == process.owner.host else { return true }
        return state.withLock { $0.live.values.contains { $0.owner == owner } }
    }

    /// Whether nothing is left to happen.
    var isDone: Bool {
        guard state.withLock({ $0.usersLeft == 0 }) else { return false }
        return truth.rows.allSatisfy { $0.state.step == .finished } && market.with { $0.machines.allSatisfy { !$0.isAlive } }
    }

    // MARK: users

    /// The users' consumer may spend only so much: the later ones of them may find it set aside.
    private func setBudget() async {
        let limit = USD(micros: Int64(world.between(200_000, 1_500_000)))
        do {
            try await store.setBudget(
                Budget(consumer: SessionPlan.defaultConsumer, limit: limit, period: .total, whenExceeded: .refuse, updatedAt: World.start))
            truth.limited(to: limit)
        } catch {
            truth.say("no budget: \(error)")
        }
    }

    /// One user: rents a machine or a benchmark, and does with it what users do.
    private func use() async {
        defer { state.withLock { $0.usersLeft -= 1 } }
        do {
            let session = try await open()
            truth.say("a user opens \(session.id) for \(session.plan.rental.map { "\($0.reservationHours) h" } ?? "a benchmark")")
            guard session.plan.rental != nil else { return }
            if world.chance(0.4) {
                try await world.pause(world.between(30, 3600))
                try await extend(session.id)
            }
            guard world.chance(0.5) else { return }
            try await world.pause(world.between(10, 5000))
            truth.wished(session.id)
            let wish = EndWish(outcome: .succeeded, reason: "done", at: now)
            if let wished = try await store.wishEnd(of: session.id, wish) { truth.wrote(wished) }
        } catch let problem as Problem where problem.code == .budget {
            truth.say("a user is refused: \(problem.message)")
        } catch {
            // The world is over.
        }
    }

    private func open() async throws -> Session {
        let offer = world.pick(market.offers)
        let isRental = world.chance(0.75)
        let retries = Int(world.unit() * 4)
        let terms = RentalTerms(
            reservationHours: 1 + Int(world.unit() * world.unit() * 3), idleThresholdMinutes: world.chance(0.3) ? 30 : 0,
            agreedPricePerHour: offer.pricePerHour, gpuMemoryMiB: offer.gpuMemoryMiB)
        let hours = Double(terms.reservationHours) * 3600 + 1100 * Double(1 + retries)
        let plan = SessionPlan(
            model: isRental ? "" : "qwen2:7b", durationSeconds: isRental ? 0 : 60,
            budget: isRental
                ? USD(micros: Int64(Double(offer.pricePerHour.micros) * 1.2)).perHour(forSeconds: hours) : USD(micros: 2_000_000),
            offer: isRental ? offer.id : nil, diskGB: 40, maximumAttempts: 1 + retries, addresses: ["vastai": "https://market.invalid"],
            rental: isRental ? terms : nil)
        var generator = SeededGenerator(seed: world.bits())
        let id = SessionID.random(using: &generator)
        let clock = state.withLock { $0.clock }
        let now = now
        var session = Session(
            id: id, deployment: store.deploymentID, createdAt: now, stepDeadline: now + 120, hardDeadline: now + 12 * 3600, plan: plan,
            sshPublicKey: Self.pair.publicKeyLine, sealedPrivateKey: try seal.seal(Self.pair.seed, for: id))
        if isRental { session.userPublicKey = Self.pair.publicKeyLine }
        let nobody = SessionOwner(host: "here:1", processID: 0, startTicks: 0)
        let claim = try await store.insert(session, ownedBy: nobody, leaseUntil: now, ledger: [])
        try await store.release(claim)
        truth.opened(claim.session, clock: clock)
        return claim.session
    }

    private func extend(_ id: SessionID) async throws {
        let now = now
        let overrides = world.chance(0.2)
        do {
            let changed = try await store.changeReservation(
                of: id, at: now, ledger: { _ in LedgerEntry(at: now, event: "extended", detail: "by 1 h") }
            ) { row in
                try SessionDesk.extend(&row, hours: 1, overriding: overrides, maximum: .seconds(12 * 3600), at: now)
            }
            if let changed { truth.wrote(changed) }
            truth.say("\(id) is extended")
        } catch let problem as Problem where [.conflict, .invalidInput, .budget].contains(problem.code) {
            truth.say("\(id) is not extended: \(problem.message)")
        }
    }

    private static let pair: SSHKeyPair = {
        do { return try SSHKeyPair(seed: Data(repeating: 3, count: 32)) } catch { return SSHKeyPair() }
    }()

    /// Every quarter of an hour something may befall a machine; when all is over, the world ends.
    private func strikes() async {
        do {
            while !isDone {
                try await world.pause(900)
                market.advance()
                for line in market.strike() { truth.say(line) }
            }
            // What was ended a moment ago is compared once more, then everybody goes home.
            try await world.pause(60)
            world.stop()
        } catch {
            // The world is over already.
        }
    }
}
