import Advice
import Domain
import Engine
import Foundation
import Logging
import Providers
import SSH
import Storage
import Synchronization
import TestSupport

/// One seed: the real state machine, workers, reconciler and costs against a marketplace in memory and a virtual clock.
public struct Simulation: Sendable {
    /// A rule that is broken on purpose, at the seams.
    public enum Sabotage: String, Hashable, Sendable, CaseIterable {
        /// As soon as a request for a machine's end fails, its id is erased and its session closed.
        case forgetAfterFailedEnd = "forget-after-failed-end"
        /// What a list does not show does not exist.
        case trustLists = "trust-lists"
        /// Two workers go about one session, and leases and versions do not count.
        case noLeases = "no-leases"
    }

    /// What became of a seed.
    public struct Outcome: Hashable, Sendable {
        /// The seed.
        public let seed: UInt64
        /// Promises that were broken; the run ends at the first.
        public let violations: [Violation]
        /// How often the turn was passed.
        public let steps: Int
        /// Sessions, machines and crashes that the run saw.
        public let sessions: Int
        /// Machines that came to be.
        public let machines: Int
        /// Processes that died.
        public let crashes: Int
        /// Every step, when asked for.
        public let trace: [String]
    }

    private let seed: UInt64
    private let sabotage: Sabotage?
    private let keepsTrace: Bool

    /// Describes a run.
    public init(seed: UInt64, sabotage: Sabotage? = nil, keepsTrace: Bool = false) {
        self.seed = seed
        self.sabotage = sabotage
        self.keepsTrace = keepsTrace
    }

    /// Runs it to its end.
    public func run() async throws -> Outcome {
        let world = World(seed: seed, horizon: 40 * 3600)
        var faults = Faults.draw(world)
        if sabotage == .noLeases { faults.hasRival = true }
        let market = Market(world: world, faults: faults)
        let truth = Truth(
            world: world, market: market, limits: .init(notice: 1500, grace: 900, orphan: 900 + 2 * 300, keepsTrace: keepsTrace))
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let host = try SimulatedHost(
            world: world, market: market, truth: truth, faults: faults, sabotage: sabotage, folder: folder.url)
        await world.run {
            host.begin()
        } check: { _ in
            truth.check(attended: host.isAttended)
        }
        if truth.violations.isEmpty { truth.conclude() }
        try host.close()
        return Outcome(
            seed: seed, violations: truth.violations, steps: world.steps, sessions: truth.rows.count,
            machines: market.with { $0.machines.count }, crashes: host.crashes, trace: truth.trace)
    }
}
