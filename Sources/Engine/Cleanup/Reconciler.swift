package import Domain
import Foundation
import Providers

/// Compares what the accounts hold with what our rows say, and puts right what differs.
///
/// A listing only suggests: whether a machine is there is asked by its id. Machines of other deployments are not touched.
public struct Reconciler: Sendable {
    private let providers: ProviderSet
    private let records: any SessionRecords
    private let time: any TimeSource
    private let deadlines: Deadlines
    private let grace: Duration
    private let alarms: AlarmLine
    private let settle: @Sendable (SessionID) async throws -> Bool

    /// - Parameters:
    ///   - grace: how old an orphan must be before it is ended.
    ///   - settle: sees to it that a session whose end was wished for is closed; false when that takes longer than one waits.
    package init(
        providers: ProviderSet, records: any SessionRecords, time: any TimeSource, deadlines: Deadlines, grace: Duration,
        alarms: AlarmLine, settle: @escaping @Sendable (SessionID) async throws -> Bool
    ) {
        self.providers = providers
        self.records = records
        self.time = time
        self.deadlines = deadlines
        self.grace = grace
        self.alarms = alarms
        self.settle = settle
    }

    /// One pass over every provider; one that cannot be asked costs its own part only.
    public func pass() async throws -> ReconciliationReport {
        var report = ReconciliationReport()
        for provider in providers.all {
            do {
                let listed = try await provider.instances()
                try await compare(listed, at: provider, &report)
                report.providers.append(.init(name: provider.id.rawValue, ok: true, error: nil))
                try await alarms.clear(.providerUnreachable, provider.id.rawValue)
            } catch let problem as Problem where problem.code != .localStorage {
                report.providers.append(.init(name: provider.id.rawValue, ok: false, error: problem.message))
                try await alarms.raise(
                    .providerUnreachable, provider.id.rawValue, "\(provider.id) cannot be asked for its machines: \(problem.message)")
            }
        }
        return report
    }

    private func compare(_ listed: [Instance], at provider: any Provider, _ report: inout ReconciliationReport) async throws {
        // Rows are read after the list: a machine launched meanwhile has its row already.
        let held = try await records.heldMachines().filter { $0.provider == provider.id }
        let byLabel = Dictionary(grouping: held, by: \.label)
        var surplus: [Instance] = []
        for machine in listed {
            guard let label = machine.label, MachineLabel(label, of: records.deploymentID) != nil else { continue }
            let holders = byLabel[label] ?? []
            if let holder = holders.first(where: { $0.instance == machine.id && !$0.isClosed }) {
                if let price = machine.pricePerHour, price > .zero, price != holder.pricePerHour,
                    try await records.notePrice(price, of: machine.id, at: time.now)
                {
                    report.pricesChanged += 1
                }
            } else if holders.contains(where: { $0.instance == nil && !$0.isClosed }) {
                // A launch whose answer is not on record yet: its session looks for the machine by this very label.
                report.unknown += 1
            } else {
                surplus.append(machine)
            }
        }
        let shown = Set(listed.map(\.id))
        let missing = held.filter { machine in
            guard let id = machine.instance, machine.isCurrent, !machine.isClosed, !shown.contains(id) else { return false }
            return machine.step != .terminating
        }
        // First what a moment decides: a machine that cannot be ended holds its pass up for a minute.
        try await close(missing, at: provider, &report)
        try await settle(
            try await records.openOrphans().filter { $0.provider == provider.id && !shown.contains($0) }, at: provider, &report)
        for machine in surplus { try await end(machine, at: provider, &report) }
    }

    /// Ends a machine that carries our label and that no session holds, once it is old enough.
    private func end(_ machine: Instance, at provider: any Provider, _ report: inout ReconciliationReport) async throws {
        let label = machine.label ?? ""
        do {
            // Lists lag behind endings.
            guard try await provider.instance(machine.id) != nil else { return }
            let now = time.now
            let orphan = try await records.noteOrphan(
                OrphanRecord(machine, of: records.deploymentID, foundAt: now))
            report.orphansFound += 1
            let age = max(now.timeIntervalSince(orphan.foundAt), now.timeIntervalSince(machine.startedAt ?? now))
            guard age >= grace.inSeconds else {
                report.unknown += 1
                return
            }
            try await alarms.raise(
                .orphan, machine.id.description, "\(machine.id) carries \(label) and belongs to no session: it is being ended")
            try await prove(machine.id, at: provider)
            try await records.closeOrphan(machine.id, at: time.now)
            try await alarms.clear(.orphan, machine.id.description)
            try await alarms.clear(.teardownRefused, machine.id.description)
            report.orphansDestroyed += 1
        } catch let problem as Problem where problem.code != .localStorage {
            report.unknown += 1
            try await alarms.raise(.orphan, machine.id.description, "\(machine.id) could not be ended yet: \(problem.message)")
        }
    }

    private func prove(_ id: InstanceID, at provider: any Provider) async throws {
        // The next pass goes on: one machine that cannot be ended must not keep the others waiting.
        try await MachineEnding(time: time, deadlines: deadlines).end(
            id, at: provider, within: .seconds(min(60, deadlines.teardown.inSeconds)), longestPause: 10
        ) { event in
            guard case .failed(let problem) = event else { return }
            try await records.count(.destroyFailures)
            if problem.code == .providerRejectedKey {
                try await alarms.raise(
                    .teardownRefused, id.description, "\(id) cannot be ended, and may still be billed: \(problem.message)")
            }
        }
    }

    /// Orphans on record that no list shows any more: whoever was about to end them did not come to say so.
    private func settle(_ orphans: [InstanceID], at provider: any Provider, _ report: inout ReconciliationReport) async throws {
        let gone = try await unknown(orphans, at: provider, &report)
        for id in gone {
            try await records.closeOrphan(id, at: time.now)
            for kind in [Alarm.Kind.orphan, .teardownRefused] { try await alarms.clear(kind, id.description) }
        }
    }

    /// Those of the machines that their provider, asked by id twice, does not know.
    private func unknown(_ ids: [InstanceID], at provider: any Provider, _ report: inout ReconciliationReport) async throws -> [InstanceID]
    {
        var absent: [InstanceID] = []
        for id in ids where try await isUnknown(id, at: provider, &report) { absent.append(id) }
        guard !absent.isEmpty else { return [] }
        try await time.sleep(for: deadlines.absenceInterval + .milliseconds(10))
        var gone: [InstanceID] = []
        for id in absent where try await isUnknown(id, at: provider, &report) { gone.append(id) }
        return gone
    }

    /// Sessions whose machines their provider, asked by id twice, does not know.
    private func close(_ missing: [HeldMachine], at provider: any Provider, _ report: inout ReconciliationReport) async throws {
        let settled = missing.filter(isSettled)
        report.unknown += missing.count - settled.count
        let gone = Set(try await unknown(settled.compactMap(\.instance), at: provider, &report))
        for held in settled {
            guard let id = held.instance, gone.contains(id) else { continue }
            report.ghostsFound += 1
            try await records.count(.ghostsDetected)
            let why = "instance \(id.local) not found at \(provider.id): asked by its id twice, it is not known there"
            let wish = EndWish(outcome: .failed, reason: why, failure: SessionFailure(code: .notFound, message: why), at: time.now)
            guard try await records.wishEnd(of: held.session, wish) != nil, try await settle(held.session) else { continue }
            report.ghostsFixed += 1
            try await records.count(.ghostsFixed)
        }
    }

    /// Soon after a launch a provider may not know its own machine yet, unless it has shown it: none is logged in to before that.
    private func isSettled(_ machine: HeldMachine) -> Bool {
        guard [.launching, .booting].contains(machine.step) else { return true }
        return time.now.timeIntervalSince(machine.intendedAt) > (deadlines.launch + deadlines.settling).inSeconds
    }

    /// Whether the provider itself says that it does not know the machine; what cannot be asked is not known to us either.
    private func isUnknown(_ id: InstanceID, at provider: any Provider, _ report: inout ReconciliationReport) async throws -> Bool {
        do {
            return try await provider.instance(id) == nil
        } catch is Problem {
            report.unknown += 1
            return false
        }
    }
}
