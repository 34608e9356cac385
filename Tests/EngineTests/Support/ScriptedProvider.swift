import Domain
import Foundation
import Providers
import Synchronization

/// A marketplace in memory that does what a script says and remembers what it was asked.
final class ScriptedProvider: Provider {
    /// What becomes of a launch.
    enum Launch: Sendable {
        case accept
        /// The caller never hears of it; the machine may exist all the same.
        case loseAnswer(created: Bool)
        case stale
        case reject(Problem.Code)
    }

    /// What was asked, and when.
    struct Call: Hashable, Sendable {
        enum Kind: Hashable, Sendable { case offers, templates, launch, grant, look, list, end, account }

        let kind: Kind
        let subject: String
        let at: Date
    }

    /// One question for a machine by its id.
    struct Look: Sendable {
        let machine: Instance?
        /// Looks since the machine's end was first asked for, this one included; 0 before.
        let sinceEnd: Int
    }

    struct Script: Sendable {
        var offers: [Offer] = []
        var templates: @Sendable (_ number: Int) throws -> [Template] = { _ in [] }
        var search: @Sendable (_ number: Int) throws -> Void = { _ in }
        /// What each launch does, in order; the last one is for all later ones too.
        var launches: [Launch] = [.accept]
        var duringLaunch: @Sendable (LaunchRequest) async throws -> Void = { _ in }
        /// A machine as it is created.
        var fresh: @Sendable (inout Instance) -> Void = { $0.phase = .dead("exited") }
        var look: @Sendable (Look) async throws -> Instance? = { $0.machine }
        var list: @Sendable (_ number: Int, [Instance]) async throws -> [Instance] = { $1 }
        /// Whether the machine goes with this request for its end.
        var end: @Sendable (_ number: Int) async throws -> Bool = { _ in true }
        var account = ProviderAccount()
    }

    private struct State {
        var script: Script
        var machines: [Instance] = []
        var calls: [Call] = []
    }

    let id: ProviderID
    let address: String
    private let time: any TimeSource
    private let state: Mutex<State>

    init(_ id: ProviderID = .vastai, time: any TimeSource, offers: [Offer] = [], address: String = "https://market.invalid") {
        self.id = id
        self.address = address
        self.time = time
        state = Mutex(State(script: Script(offers: offers)))
    }

    /// Changes the script.
    func script(_ change: (inout Script) -> Void) {
        state.withLock { change(&$0.script) }
    }

    /// Puts a machine onto the account.
    func add(_ machine: Instance) {
        state.withLock { $0.machines.append(machine) }
    }

    /// The account's machines.
    var machines: [Instance] { state.withLock { $0.machines } }

    /// What was asked so far.
    func calls(_ kind: Call.Kind) -> [Call] {
        state.withLock { $0.calls.filter { $0.kind == kind } }
    }

    private func note(_ kind: Call.Kind, _ subject: String = "") -> (number: Int, script: Script) {
        let now = time.now
        return state.withLock { state in
            state.calls.append(Call(kind: kind, subject: subject, at: now))
            return (state.calls.count { $0.kind == kind }, state.script)
        }
    }

    func offers(matching query: OfferQuery) async throws -> OfferListing {
        let (number, script) = note(.offers)
        try script.search(number)
        return OfferListing(offers: script.offers)
    }

    var supportsTemplates: Bool { true }

    func templates() async throws -> [Template] {
        let (number, script) = note(.templates)
        return try script.templates(number)
    }

    func launch(_ request: LaunchRequest) async throws -> Instance {
        let (number, script) = note(.launch, request.offer.id.rawValue)
        try await script.duringLaunch(request)
        var machine = Instance(
            id: InstanceID(provider: id, local: "m\(number)"), label: request.label.description, phase: .starting("loading"),
            pricePerHour: request.offer.pricePerHour)
        script.fresh(&machine)
        switch script.launches[min(number, script.launches.count) - 1] {
        case .accept:
            add(machine)
            return machine
        case .loseAnswer(let created):
            if created { add(machine) }
            throw LaunchFailure.outcomeUnknown(Problem(.unavailable, "the answer was lost"))
        case .stale:
            throw LaunchFailure.stale(Problem(.staleInventory, "\(request.offer.id) is taken"))
        case .reject(let code):
            throw LaunchFailure.rejected(Problem(code, "\(id) refuses the launch"))
        }
    }

    func grantAccess(to id: InstanceID, publicKey: String) async throws {
        _ = note(.grant, id.local)
    }

    func instance(_ id: InstanceID) async throws -> Instance? {
        let (_, script) = note(.look, id.local)
        let look = state.withLock { state in
            let end = state.calls.firstIndex { $0.kind == .end && $0.subject == id.local }
            let looks = end.map { state.calls[$0...].count { $0.kind == .look && $0.subject == id.local } }
            return Look(machine: state.machines.first { $0.id == id }, sinceEnd: looks ?? 0)
        }
        return try await script.look(look)
    }

    func instances() async throws -> [Instance] {
        let (number, script) = note(.list)
        return try await script.list(number, machines)
    }

    func requestEnd(of id: InstanceID) async throws {
        let (number, script) = note(.end, id.local)
        guard try await script.end(number) else { return }
        state.withLock { $0.machines.removeAll { $0.id == id } }
    }

    func account() async throws -> ProviderAccount { note(.account).script.account }
}
