import Domain
import Foundation
import Providers

/// The marketplace as one process meets it: slow, forgetful, out of order, and at times lying, within what the rules of the
/// product can be held against.
struct SimulatedProvider: Provider {
    let market: Market
    let process: SimulatedProcess
    let truth: Truth

    private var world: World { market.world }
    private var faults: Faults { market.faults }

    var id: ProviderID { .vastai }
    var address: String { "https://market.invalid" }

    func offers(matching query: OfferQuery) async throws -> OfferListing {
        try await call { OfferListing(offers: market.offers) }
    }

    func account() async throws -> ProviderAccount {
        try await call { ProviderAccount(id: "1") }
    }

    func grantAccess(to id: InstanceID, publicKey: String) async throws {
        try await call {}
    }

    func launch(_ request: LaunchRequest) async throws -> Instance {
        try await process.seam(latency())
        if market.isOut(at: world.now) {
            try await process.seam(world.between(1, 30))
            throw LaunchFailure.outcomeUnknown(Problem(.unavailable, "the market cannot be reached"))
        }
        if world.chance(faults.staleOffer) { throw LaunchFailure.stale(Problem(.staleInventory, "\(request.offer.id) is taken")) }
        truth.launching(request, by: process)
        if world.chance(faults.launchLate) {
            let delay = world.between(1, 20)
            world.start(after: delay) {
                let machine = market.create(request, isStray: false)
                truth.created(machine)
            }
            throw LaunchFailure.outcomeUnknown(Problem(.timedOut, "the market did not answer"))
        }
        let machine = market.create(request, isStray: false)
        truth.created(machine)
        if world.chance(faults.launchTwice) { truth.created(market.create(request, isStray: true)) }
        try await process.seam(latency())
        if world.chance(faults.launchLost) { throw LaunchFailure.outcomeUnknown(Problem(.unavailable, "the answer was lost")) }
        return seen(machine, at: machine.created)
    }

    func instance(_ id: InstanceID) async throws -> Instance? {
        try await call {
            market.advance()
            let now = world.now
            let lies = world.chance(faults.lookLies)
            let lag = world.between(0, faults.listLag)
            return market.with { state -> Instance? in
                guard let place = state.place(of: id) else { return nil }
                let machine = state.machines[place]
                if let gone = machine.gone { return now < gone + lag ? seen(machine, at: now) : nil }
                guard now >= machine.knownFrom else { return nil }
                if lies, now - machine.lastLie > 30 {
                    state.machines[place].lastLie = now
                    return nil
                }
                return seen(machine, at: now)
            }
        }
    }

    func instances() async throws -> [Instance] {
        try await call {
            market.advance()
            let now = world.now
            if world.chance(faults.listFails) { throw Problem(.badResponse, "a page of the list was HTML") }
            let begins = world.chance(faults.listLies)
            let lag = world.between(0, faults.listLag)
            return market.with { state -> [Instance] in
                if begins, now >= state.mayLieFrom {
                    state.liesUntil = now + 8
                    state.mayLieFrom = now + 120
                }
                guard now >= state.liesUntil else { return [] }
                return state.machines.filter { machine in
                    machine.gone.map { now < $0 + lag } ?? (now >= machine.knownFrom)
                }.map { seen($0, at: now) }
            }
        }
    }

    func requestEnd(of id: InstanceID) async throws {
        try await call {
            market.advance()
            let now = world.now
            let lies = world.chance(faults.endLies)
            let after = world.chance(0.5) ? 0 : world.between(0, faults.endLag)
            let fails = world.chance(faults.endFails)
            let isDone = world.chance(0.5)
            let refuses = world.chance(faults.keyRefused / 20) ? world.between(30, 900) : 0
            if market.with({ state -> Bool in
                if refuses > 0, now >= state.refusedUntil {
                    state.refusedUntil = now + refuses
                    state.refusedTotal += refuses
                }
                return now < state.refusedUntil
            }) {
                throw Problem(.providerRejectedKey, "the market refuses the key")
            }
            truth.ending(id, by: process)
            if !lies, !fails || isDone {
                market.with { state in
                    guard let place = state.place(of: id), state.machines[place].isAlive else { return }
                    state.machines[place].goesAt = min(state.machines[place].goesAt ?? .infinity, now + after)
                    if after == 0 { state.machines[place].gone = now }
                }
            }
            if fails { throw Problem(.unavailable, "the market answered 500") }
        }
    }

    /// One call: the way there, what happens, the way back; the process may die on either.
    private func call<Value: Sendable>(_ work: () throws -> Value) async throws -> Value {
        try await process.seam(latency())
        if market.isOut(at: world.now) {
            try await process.seam(world.between(1, 30))
            throw Problem(.unavailable, "the market cannot be reached")
        }
        if world.chance(faults.callFails) {
            throw Problem(world.pick([.unavailable, .rateLimited, .badResponse, .timedOut]), "the market has a bad moment")
        }
        let value = try work()
        try await process.seam(latency())
        if world.chance(faults.answerLost) { throw Problem(.timedOut, "the answer was lost") }
        return value
    }

    private func latency() -> Double {
        world.chance(faults.slowAnswer) ? world.between(1, 20) : world.between(0.05, 0.5)
    }

    private func seen(_ machine: SimulatedMachine, at now: Double) -> Instance {
        var phase = Instance.Phase.starting("loading")
        if machine.flaw == .dead, now > machine.created + 15 { phase = .dead("exited") } else if now >= machine.bootsAt { phase = .running }
        return Instance(
            id: machine.id, label: machine.label, phase: phase,
            ssh: SSHAddress(host: "machine-\(machine.id.local)", port: 22, user: "root"),
            gpuName: machine.offer.gpuName, pricePerHour: machine.price, startedAt: World.date(machine.created))
    }
}
