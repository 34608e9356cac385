import Domain
import Foundation
import Synchronization

/// Knows both sides: the rows as they were written, and the machines as they are.
///
/// Checks every promise at every step.
final class Truth: Sendable {
    struct State: Sendable {
        var rows: [SessionID: Session] = [:]
        /// What the clock that a row's times are read from showed more than it should.
        var clocks: [SessionID: Double] = [:]
        /// Sessions that their user wished away.
        var wished: Set<SessionID> = []
        var violations: [Violation] = []
        var lastCheck = 0.0
        /// Since when some process works, without a break.
        var attendedSince: Double?
        var unattended = 0.0
        var jumps = 0.0
        var trace: [String] = []
        /// What all sessions together may cost.
        var limit: USD?
    }

    let world: World
    let market: Market
    let grace: Double
    private let limits: Limits
    private let state = Mutex(State())

    /// How much is put up with: what a session's own clockwork needs.
    struct Limits: Sendable {
        /// Seconds that a machine may run past its deadline while somebody can end it.
        let notice: Double
        /// Seconds after which the inside switch must have struck.
        let grace: Double
        /// Seconds that what no row names may live: the age of an orphan, and a pass or two.
        let orphan: Double
        /// Whether every step is kept for printing.
        let keepsTrace: Bool
    }

    init(world: World, market: Market, limits: Limits) {
        self.world = world
        self.market = market
        self.limits = limits
        grace = limits.grace
    }

    var violations: [Violation] { state.withLock { $0.violations } }
    var trace: [String] { state.withLock { $0.trace } }
    var rows: [Session] { state.withLock { $0.rows.values.sorted { $0.id.rawValue < $1.id.rawValue } } }
    var unattended: Double { state.withLock { $0.unattended } }

    // MARK: what happens

    func say(_ text: @autoclosure () -> String) {
        guard limits.keepsTrace else { return }
        let line = "\(String(format: "%10.3f", world.now))  \(text())"
        state.withLock { $0.trace.append(line) }
    }

    func wrote(_ session: Session) {
        let old = state.withLock { state -> Session? in
            defer {
                if session.version >= state.rows[session.id]?.version ?? -1 { state.rows[session.id] = session }
            }
            return state.rows[session.id]
        }
        if old?.state != session.state {
            say("\(session.id) is \(session.state.step.rawValue) \(session.state.next.map { "\($0)" } ?? "")")
        }
        market.with { market in
            for attempt in session.attempts {
                guard let id = attempt.instance, let place = market.place(of: id) else { continue }
                market.machines[place].wasOnRecord = true
                if session.state.step == .ready, attempt.ordinal == session.attempts.count { market.machines[place].wasReady = true }
            }
        }
        if session.state.step == .finished, old?.state.step != .finished { finished(session) }
    }

    /// A row was made by a clock that shows so much more than it should.
    func opened(_ session: Session, clock: Double) {
        state.withLock { $0.clocks[session.id] = clock }
        wrote(session)
    }

    /// All times of a row were moved back.
    func rebased(_ session: Session, by seconds: Double) {
        state.withLock { $0.clocks[session.id, default: 0] -= seconds }
        say("all times of \(session.id) move back by \(Int(seconds)) s")
        wrote(session)
    }

    /// When a row says that the use of its machine ends, by the true clock.
    private static func useEnd(_ row: Session, _ clocks: [SessionID: Double]) -> Double {
        World.moment(row.useEndsAt) - clocks[row.id, default: 0]
    }

    func limited(to limit: USD) {
        state.withLock { $0.limit = limit }
        say("all sessions together may cost \(limit.micros) micro-dollars")
    }

    func wished(_ id: SessionID) {
        state.withLock { _ = $0.wished.insert(id) }
        say("\(id) is wished away by its user")
    }

    func jumped(by seconds: Double) {
        state.withLock { $0.jumps += abs(seconds) }
        say("the clock jumps by \(Int(seconds)) s")
    }

    func launching(_ request: LaunchRequest, by process: SimulatedProcess) {
        say("\(process.owner.processID) launches \(request.offer.id) as \(request.label)")
        let id = SessionID(rawValue: request.label.session)
        guard let id, state.withLock({ $0.rows[id] }) != nil else { return blame(.labelWithoutRow, "\(request.label) is launched") }
        let twin = market.with { $0.machines.first { $0.isAlive && $0.label == request.label.description && !$0.isStray } }
        if let twin { blame(.doubleLaunch, "\(request.label) is launched while \(twin.id) runs under it") }
    }

    func created(_ machine: SimulatedMachine) {
        say("\(machine.id) comes to be as \(machine.label)\(machine.isStray ? ", unasked" : "")\(machine.flaw.map { ", \($0)" } ?? "")")
    }

    /// Somebody asks for a machine's end: there must be a reason.
    func ending(_ id: InstanceID, by process: SimulatedProcess) {
        let now = world.now
        say("\(process.owner.processID) asks for the end of \(id)")
        let found = market.with { state -> SimulatedMachine? in state.place(of: id).map { [machines = state.machines] in machines[$0] } }
        guard let machine = found, machine.isAlive, machine.wasReady else { return }
        let (row, wished, jumps, clocks) = state.withLock { state -> (Session?, Bool, Double, [SessionID: Double]) in
            let row = state.rows.values.first { $0.attempts.contains { $0.instance == id } }
            return (row, row.map { state.wished.contains($0.id) } ?? false, state.jumps, state.clocks)
        }
        guard let row, let terms = row.plan.rental, row.attempts.last?.instance == id, row.attempts.last?.closedAt == nil, !wished else {
            return
        }
        let isOver = now >= Self.useEnd(row, clocks) - 5 - jumps * 1.1
        let threshold = Double(terms.idleThresholdMinutes) * 60
        let isIdle = threshold > 0 && now - machine.idleFrom >= threshold * 0.94 - jumps
        let isDear = machine.prices.count > 1 || machine.price > machine.offer.pricePerHour
        guard !isOver, !isIdle, !isDear else { return }
        blame(
            .endedLegalSession,
            "\(row.id) uses \(id), and its end is asked for in \(row.state.step.rawValue): \(row.failure?.message ?? row.endWish?.reason ?? "no reason")"
        )
    }

    // MARK: what must hold

    /// Looks at everything; false when the simulation should end.
    func check(attended: Bool) -> Bool {
        let now = world.now
        market.advance()
        let (rows, clocks, passed, isAttended, jumps, unattended) = state.withLock {
            state -> ([SessionID: Session], [SessionID: Double], Double, Bool, Double, Double) in
            let passed = now - state.lastCheck
            state.lastCheck = now
            if attended {
                state.attendedSince = state.attendedSince ?? now
            } else {
                state.attendedSince = nil
            }
            // A process that starts looks around first.
            let isAttended = state.attendedSince.map { now - $0 > 180 } ?? false
            if !isAttended { state.unattended += passed }
            return (state.rows, state.clocks, passed, isAttended, state.jumps, state.unattended)
        }
        // A wrong clock is made up for slowly, and what it went back while nobody ran cannot be known.
        let slack = jumps > 0 ? 0.06 * now + unattended + limits.notice : 0
        let counts = isAttended && !market.isOut(at: now)
        let late = market.with { state -> [(SimulatedMachine, String)] in
            let isRefused = now < state.refusedUntil
            var late: [(SimulatedMachine, String)] = []
            for place in state.machines.indices where state.machines[place].isAlive {
                let machine = state.machines[place]
                guard let row = Self.row(of: machine, in: rows) else { continue }
                let isHeld = row.attempts.contains { $0.instance == machine.id && $0.closedAt == nil } && row.state.step != .finished
                if row.state.step == .finished, machine.wasOnRecord, row.attempts.contains(where: { $0.instance == machine.id }) {
                    late.append((machine, "dead"))
                }
                let end = Self.useEnd(row, clocks)
                let deadline = isHeld ? end : min(end, machine.created + limits.orphan)
                guard now > deadline + slack else { continue }
                if counts, !isRefused { state.machines[place].overdue += passed }
                if state.machines[place].overdue > limits.notice { late.append((machine, "overdue")) }
                let switchTime = machine.watchdogAt + 60 + market.outage(from: machine.created, to: now)
                if now > switchTime { late.append((machine, "switch")) }
            }
            return late
        }
        for (machine, kind) in late {
            switch kind {
            case "dead": blame(.deadRowLiveMachine, "\(machine.id) lives, and its session \(machine.label) is finished")
            case "overdue":
                blame(.overdueMachine, "\(machine.id) as \(machine.label) ran \(Int(machine.overdue)) s past its deadline unended")
            default: blame(.overdueMachine, "\(machine.id) outlived its own switch")
            }
        }
        return violations.isEmpty
    }

    private static func row(of machine: SimulatedMachine, in rows: [SessionID: Session]) -> Session? {
        machine.label.split(separator: "-").last.flatMap { SessionID(rawValue: String($0)) }.flatMap { rows[$0] }
    }

    /// A session is over: what it cost must be what was charged.
    private func finished(_ session: Session) {
        let (jumps, unattended) = state.withLock { ($0.jumps, $0.unattended) }
        var total = 0.0
        for attempt in session.attempts {
            guard let id = attempt.instance, let closed = attempt.closedAt else {
                if attempt.cost != .zero { blame(.cost, "\(session.id) paid for attempt \(attempt.ordinal), which had no machine") }
                continue
            }
            let found = market.with { state -> SimulatedMachine? in state.place(of: id).map { [machines = state.machines] in machines[$0] }
            }
            guard let machine = found else { continue }
            let end = World.moment(closed)
            let charged = machine.charge(from: machine.created, to: machine.gone ?? end)
            let upToClosing = machine.charge(from: machine.created, to: end)
            total += Double(attempt.rent(at: closed).micros)
            // A price is taken up by the next comparison, and a wrong clock shifts what it times.
            let dearest = machine.prices.map { Double($0.price.micros) }.max() ?? 0
            let steps = zip(machine.prices, machine.prices.dropFirst()).reduce(0) {
                $0 + abs(Double($1.1.price.micros - $1.0.price.micros))
            }
            let delay = limits.notice + unattended + market.outage(from: machine.created, to: end)
            let tolerance = 5 + dearest * (jumps * 1.1) / 3600 + steps * delay / 3600
            let cost = Double(attempt.rent(at: closed).micros)
            if cost < charged - tolerance { blame(.cost, "\(id) cost \(Int(charged)) micro-dollars, and \(Int(cost)) are on record") }
            if cost > upToClosing + tolerance {
                blame(.cost, "\(id) was on record for \(Int(cost)) micro-dollars up to its closing, and \(Int(upToClosing)) were due")
            }
        }
        let rate = session.attempts.map { Double($0.pricePerHour.micros) }.max() ?? 0
        let excuse = market.outage(from: 0, to: world.now) + unattended + market.with { $0.refusedTotal } + jumps
        if total > Double(session.ceiling.micros) + rate * excuse / 3600 + 10 {
            blame(.budget, "\(session.id) cost \(Int(total)) micro-dollars, and \(session.ceiling.micros) were set aside")
        }
    }

    /// The last look: everything must be over.
    func conclude() {
        market.advance()
        let (limit, jumps) = state.withLock { ($0.limit, $0.jumps) }
        if let limit {
            let machines = market.with { $0.machines }
            // Machines that nobody asked for are found and ended, and paid for all the same.
            let paid = machines.filter { !$0.isStray && $0.wasOnRecord }.reduce(0) {
                $0 + $1.charge(from: $1.created, to: $1.gone ?? world.now)
            }
            let dearest = machines.flatMap(\.prices).map { Double($0.price.micros) }.max() ?? 0
            let excuse = market.outage(from: 0, to: world.now) + unattended + market.with { $0.refusedTotal } + jumps
            if paid > Double(limit.micros) + dearest * excuse * Double(rows.count) / 3600 + 10 {
                blame(.budget, "all sessions cost \(Int(paid)) micro-dollars together, and \(limit.micros) were allowed")
            }
        }
        for machine in market.with({ $0.machines.filter(\.isAlive) }) {
            blame(.leftMachine, "\(machine.id) as \(machine.label) still runs")
        }
        for row in rows where row.state.step != .finished {
            blame(.stuckSession, "\(row.id) is \(row.state.step.rawValue)")
        }
    }

    private func blame(_ rule: Violation.Rule, _ detail: String) {
        let violation = Violation(rule: rule, detail: detail, at: world.now)
        state.withLock { $0.violations.append(violation) }
        say("VIOLATION \(violation)")
    }
}
