import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct OrphanFinderTests {
    @Test func `machines are told apart by their labels`() async throws {
        try await Bed.use { bed in
            let ours = bed.store.deploymentID
            let live = try await launching(in: bed)
            bed.provider.add(Samples.machine("live", label: live))
            bed.provider.add(Samples.machine("orphan", label: "gpu-shopper-\(ours)-00000000000000ff"))
            bed.provider.add(Samples.machine("planted", label: "gpu-shopper-\(ours)-by-hand"))
            bed.provider.add(Samples.machine("theirs", label: "gpu-shopper-elsewhere-00000000000000ff"))
            bed.provider.add(Samples.machine("longer", label: "gpu-shopper-\(ours)-b-00000000000000ff"))
            bed.provider.add(Samples.machine("foreign", label: "my training run"))
            bed.provider.add(Samples.machine("bare", label: nil))
            let found = try await OrphanFinder(providers: bed.providers, store: bed.store).find()
            let standings = Dictionary(uniqueKeysWithValues: found.machines.map { ($0.instance.id.local, $0.standing) })
            #expect(
                standings == [
                    "live": .live, "orphan": .orphan, "planted": .orphan, "theirs": .otherDeployment, "longer": .otherDeployment,
                    "foreign": .foreign, "bare": .foreign,
                ])
            #expect(found.failures.isEmpty)
            #expect(bed.provider.calls(.end).isEmpty)
        }
    }

    @Test func `a finished session's machine is an orphan`() async throws {
        try await Bed.use { bed in
            let session = try await bed.run()
            bed.provider.add(Samples.machine("ghost", label: session.attempts[0].label))
            let found = try await OrphanFinder(providers: bed.providers, store: bed.store).find()
            #expect(found.machines.map(\.standing) == [.orphan])
        }
    }

    @Test func `a machine launched while the list was read is live`() async throws {
        try await Bed.use { bed in
            bed.provider.script {
                $0.list = { _, _ in [Samples.machine("new", label: try await launching(in: bed))] }
            }
            let found = try await OrphanFinder(providers: bed.providers, store: bed.store).find()
            #expect(found.machines.map(\.standing) == [.live])
        }
    }

    @Test func `a provider that cannot be asked is named, and the others are still judged`() async throws {
        try await Bed.use { bed in
            let other = ScriptedProvider(ProviderID(rawValue: "tensordock"), time: bed.time)
            other.script { $0.list = { _, _ in throw Problem(.unavailable, "tensordock is down") } }
            bed.provider.add(Samples.machine("bare", label: nil))
            let providers = ProviderSet([bed.provider, other])
            let found = try await OrphanFinder(providers: providers, store: bed.store).find()
            #expect(found.machines.map(\.instance.id.local) == ["bare"])
            #expect(found.failures.map(\.provider.rawValue) == ["tensordock"])
            #expect(found.failures.first?.problem.message == "tensordock is down")
        }
    }

    @Test func `a provider without credentials cannot be asked for`() async throws {
        try await Bed.use { bed in
            let problem = await #expect(throws: Problem.self) {
                try await OrphanFinder(providers: ProviderSet([]), store: bed.store).find(in: [.vastai])
            }
            #expect(problem?.code == .noCredentials)
            let unknown = await #expect(throws: Problem.self) {
                try await OrphanFinder(providers: bed.providers, store: bed.store).find(in: [ProviderID(rawValue: "nobody")])
            }
            #expect(unknown?.code == .invalidInput && unknown?.message.contains("nobody") == true)
        }
    }

    /// The label of a session that is about to launch.
    private func launching(in bed: Bed) async throws -> String {
        let claim = try await bed.open()
        let id = claim.session.id
        let label = MachineLabel(deployment: bed.store.deploymentID, session: id).description
        let now = bed.time.now
        try await bed.store.apply(
            .launchIntended, to: claim, at: now, deadline: now + 60,
            updating: {
                $0.attempts.append(Attempt(session: id, ordinal: 1, offer: Samples.offer(), label: label, intendedAt: now))
            })
        return label
    }
}
