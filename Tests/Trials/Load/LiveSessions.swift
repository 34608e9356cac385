import Domain
import Engine
import Foundation
import SSH
import Storage
import TestSupport

/// Rentals in use, put straight into a database beside machines that were planted for them.
///
/// Every machine has its own place at the marketplace; behind their SSH addresses stands one server.
struct LiveSessions: Sendable {
    let shop: Shop
    let market: Marketplace
    let host: LoopbackSSHD
    let key: SSHKeyPair

    /// Plants machines and writes their sessions; those of a process that is long dead.
    func make(_ count: Int) async throws {
        var ids: [SessionID] = []
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<count {
            let id = SessionID.random(using: &generator)
            _ = try await market.plant(label: "gpu-shopper-\(LoadTrial.deployment)-\(id)")
            ids.append(id)
        }
        let machines = Dictionary(uniqueKeysWithValues: try await market.machines().map { ($0.label ?? "", $0) })
        let store = try Store.open(at: shop.database, time: SystemTime(), deploymentOverride: DeploymentID(rawValue: LoadTrial.deployment))
        let seal = KeySeal(databasePath: shop.database)
        let dead = SessionOwner(host: "elsewhere:boot", processID: 1, startTicks: 1)
        let now = Date()
        for (number, id) in ids.enumerated() {
            guard let machine = machines["gpu-shopper-\(LoadTrial.deployment)-\(id)"] else {
                throw TrialFailure("a planted machine is missing")
            }
            let session = try session(id, on: machine, consumer: "consumer-\(number % 20)", seal: seal, at: now, in: store)
            try await store.release(try await store.insert(session, ownedBy: dead, leaseUntil: now))
        }
    }

    private func session(
        _ id: SessionID, on machine: BilledMachine, consumer: String, seal: KeySeal, at now: Date, in store: Store
    ) throws -> Session {
        let price = USD(dollars: machine.pricePerHour) ?? .zero
        let offer = Offer(
            id: OfferID(provider: .vastai, local: machine.offer), provider: .vastai, machineID: machine.offer, gpuName: "RTX 4090",
            gpuMemoryMiB: 24_564, pricePerHour: price, diskGB: 40, downloadMbps: 500, location: "Norway, NO", reliability: 0.99,
            verified: true, fetchedAt: now)
        let terms = RentalTerms(
            choosing: offer, reservationHours: 10, idleThresholdMinutes: 0, storagePolicy: .destroy, workload: .llm, retryScope: .sameGPU)
        let plan = SessionPlan(
            consumer: consumer, model: "", durationSeconds: 0, budget: USD(micros: 100_000_000), offer: offer.id, providers: [.vastai],
            diskGB: 40, maximumAttempts: 1, addresses: ["vastai": market.address], rental: terms)
        // Older than any answer of a provider lags.
        let begun = now.addingTimeInterval(-3600)
        var session = Session(
            id: id, deployment: store.deploymentID, createdAt: begun, stepDeadline: begun.addingTimeInterval(36_000),
            hardDeadline: begun.addingTimeInterval(43_200), plan: plan, sshPublicKey: key.publicKeyLine,
            sealedPrivateKey: try seal.seal(key.seed, for: id))
        var attempt = Attempt(session: id, ordinal: 1, offer: offer, label: machine.label ?? "", intendedAt: begun)
        attempt.acceptedAt = begun
        attempt.instance = InstanceID(provider: .vastai, local: machine.id)
        attempt.shownAt = begun
        attempt.ssh = SSHAddress(host: "127.0.0.1", port: host.port, user: host.user)
        attempt.hostKeyFingerprint = host.hostKeyFingerprint
        session.attempts = [attempt]
        session.state = SessionState(.ready)
        return session
    }
}
