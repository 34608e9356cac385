import Domain
import Foundation
import Providers
import SSH
import Storage
import Synchronization
import TestSupport

@testable import Engine

/// Everything a session needs around it: a market in memory, a real database, time that skips.
struct Bed {
    let time: SkippingTime
    let provider: ScriptedProvider
    let store: Store
    let seal: KeySeal
    let folder: TemporaryFolder
    let interrupt = Interrupt()
    let stages = Log()
    let key = SSHKeyPair(comment: "test")
    var deadlines = Deadlines()

    /// What the worker reported.
    final class Log: Sendable {
        private let lines = Mutex<[BenchmarkProgress]>([])
        var all: [BenchmarkProgress] { lines.withLock { $0 } }
        func add(_ progress: BenchmarkProgress) { lines.withLock { $0.append(progress) } }
    }

    /// Makes it for `body` and takes it away afterwards.
    static func use(_ offers: Offer..., inFile: Bool = false, _ body: (Bed) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let time = SkippingTime()
        let path = folder.path("shop.db")
        let store = try await onOwnThread { try inFile ? Store.open(at: path, time: time) : Store.inMemory(time: time) }
        let provider = ScriptedProvider(time: time, offers: offers.isEmpty ? [Samples.offer()] : offers)
        try await body(
            Bed(time: time, provider: provider, store: store, seal: KeySeal(databasePath: path), folder: folder))
    }

    var providers: ProviderSet { ProviderSet([provider]) }

    var selector: OfferSelector {
        OfferSelector(
            inventory: Inventory(providers: providers, store: store, time: time), store: store, time: time, deadlines: deadlines)
    }

    func worker(
        _ mode: SessionWorker.Mode = .completing, dialer: any MachineDialer = SSHDialer(), gate: LaunchGate = LaunchGate()
    )
        -> SessionWorker
    {
        SessionWorker(
            records: store, providers: providers, selector: selector, seal: seal, time: time, deadlines: deadlines,
            script: folder.url.appending(path: "ollama-bench.sh"), archiveFolder: folder.url.appending(path: "archives"),
            interrupt: interrupt, mode: mode, dialer: dialer, gate: gate, alarms: AlarmLine(Alarms(store: store, time: time)),
            report: stages.add)
    }

    /// A service that owns what it takes as this very process.
    func service(providers other: ProviderSet? = nil) throws -> SessionService {
        let home = folder.url.appending(path: "home")
        let scripts = home.appending(path: "bench-scripts")
        try FileManager.default.createDirectory(at: scripts, withIntermediateDirectories: true)
        try Data("#!/bin/bash\n".utf8).write(to: scripts.appending(path: "ollama-bench.sh"))
        return SessionService(
            store: store, providers: other ?? providers, selector: selector, seal: seal, time: time, deadlines: deadlines,
            resources: try ResourceLocator(named: home, executable: home), archiveFolder: folder.url.appending(path: "archives"),
            owner: try ProcessIdentity.current())
    }

    /// A fresh session's row.
    func open(
        _ plan: SessionPlan = Samples.plan(), owner: SessionOwner = Samples.owner, userKey: String? = nil
    ) async throws -> SessionClaim {
        var generator = SystemRandomNumberGenerator()
        let id = SessionID.random(using: &generator)
        var session = Session(
            id: id, deployment: store.deploymentID, createdAt: time.now, stepDeadline: time.now + 120,
            hardDeadline: time.now + deadlines.hardMaximum.inSeconds, plan: plan, sshPublicKey: key.publicKeyLine,
            sealedPrivateKey: try seal.seal(key.seed, for: id))
        session.userPublicKey = userKey
        return try await store.insert(session, ownedBy: owner, leaseUntil: time.now + SessionWorker.lease)
    }

    /// Opens a session and takes it to its end.
    @discardableResult
    func run(_ plan: SessionPlan = Samples.plan()) async throws -> Session {
        try await worker().drive(try await open(plan))
    }

    /// The words of the ledger in order.
    func events(of id: SessionID) async throws -> [String] {
        try await store.ledger(of: id).map(\.event)
    }

    /// The only session there is, as the database has it.
    func stored() async throws -> Session? {
        try await store.sessions().first
    }
}
