import Domain
import Foundation
import Synchronization

/// The marketplace as it truly is: its offers and machines, what it charges, and when nobody can reach it.
final class Market: Sendable {
    struct State: Sendable {
        /// In the order of their creation; the place is the id.
        var machines: [SimulatedMachine] = []
        var liesUntil = -1.0
        var mayLieFrom = 0.0
        /// When its key is refused until.
        var refusedUntil = -1.0
        var refusedTotal = 0.0
    }

    let world: World
    let faults: Faults
    let offers: [Offer]
    let outages: [ClosedRange<Double>]
    private let state = Mutex(State())

    init(world: World, faults: Faults) {
        self.world = world
        self.faults = faults
        offers = (1...8).map { number in
            Offer(
                id: OfferID(provider: .vastai, local: String(number)), provider: .vastai, machineID: "host-\(number)",
                gpuName: "RTX 4090", gpuMemoryMiB: 24_564, pricePerHour: USD(micros: 280_000 + Int64(number) * 7_000), diskGB: 40,
                downloadPricePerGB: USD(micros: 5_000), downloadMbps: 800, location: "Norway, NO", reliability: 0.99,
                driverVersion: "570.124.06", verified: true, fetchedAt: World.start)
        }
        outages = (0..<faults.outages).map { _ in
            let begin = world.between(0, 6 * 3600)
            return begin...(begin + world.pick([60, 600, 3600, 3 * 3600]))
        }
    }

    /// Runs a piece of work on the truth.
    func with<Value>(_ body: (inout State) -> sending Value) -> sending Value { state.withLock { body(&$0) } }

    /// Whether it can be reached at a moment.
    func isOut(at moment: Double) -> Bool { outages.contains { $0.contains(moment) } }

    /// Seconds between two moments in which it could not be reached, or refused the key.
    func outage(from begin: Double, to end: Double) -> Double {
        outages.reduce(0) { $0 + max(0, min($1.upperBound, end) - max($1.lowerBound, begin)) }
    }

    /// Makes a machine.
    func create(_ request: LaunchRequest, isStray: Bool) -> SimulatedMachine {
        let now = world.now
        let flaw: SimulatedMachine.Flaw? =
            world.chance(faults.neverBoots)
            ? .neverBoots
            : world.chance(faults.diesEarly)
                ? .dead : world.chance(faults.wrongGPU) ? .wrongGPU : world.chance(faults.loginFails / 4) ? .deaf : nil
        let price =
            world.chance(faults.priceRises / 2)
            ? USD(micros: Int64(Double(request.offer.pricePerHour.micros) * world.between(1.01, 2.5))) : request.offer.pricePerHour
        let watchdog = request.watchdog.map { ($0.allowance + $0.grace) / .seconds(1) } ?? .infinity
        let idleFrom = world.chance(faults.standsIdle) ? now + world.between(300, 7200) : .infinity
        let known = now + world.between(0, max(0.001, faults.listLag))
        return state.withLock { state in
            let machine = SimulatedMachine(
                id: InstanceID(provider: .vastai, local: String(state.machines.count)), label: request.label.description,
                offer: request.offer, created: now, bootsAt: flaw == .neverBoots ? .infinity : now + world.between(20, 240), flaw: flaw,
                isStray: isStray, knownFrom: known, idleFrom: idleFrom, watchdogAt: now + watchdog, prices: [(now, price)])
            state.machines.append(machine)
            return machine
        }
    }

    /// Lets things happen that were due by now: machines go whose end was accepted, or whose own switch strikes.
    func advance() {
        let now = world.now
        state.withLock { state in
            for place in state.machines.indices where state.machines[place].isAlive {
                let strikes = reachable(from: state.machines[place].watchdogAt)
                let goes = min(state.machines[place].goesAt ?? .infinity, strikes)
                if now >= goes { state.machines[place].gone = goes }
            }
        }
    }

    /// The first moment from one on at which it can be reached: a switch that strikes in an outage strikes after it.
    private func reachable(from moment: Double) -> Double {
        var moment = moment
        while let outage = outages.first(where: { $0.contains(moment) }) { moment = outage.upperBound.nextUp }
        return moment
    }

    /// Strikes live machines, by the seed: one vanishes, the price of another changes; tells which.
    func strike() -> [String] {
        var told: [String] = []
        let now = world.now
        let alive = state.withLock { state in state.machines.indices.filter { state.machines[$0].isAlive } }
        for place in alive {
            if world.chance(faults.vanishes / 8) {
                state.withLock { $0.machines[place].gone = now }
                told.append("vastai-\(place) vanishes")
            }
            guard world.chance(faults.priceRises / 8) else { continue }
            let factor = world.between(0.8, 1.6)
            let price = state.withLock { state in
                let price = USD(micros: Int64(Double(state.machines[place].price.micros) * factor))
                state.machines[place].prices.append((now, price))
                return price
            }
            told.append("vastai-\(place) costs \(price.micros) micro-dollars an hour from now on")
        }
        return told
    }
}

extension Market.State {
    /// The place of a machine.
    func place(of id: InstanceID) -> Int? {
        guard let place = Int(id.local), machines.indices.contains(place) else { return nil }
        return place
    }
}
