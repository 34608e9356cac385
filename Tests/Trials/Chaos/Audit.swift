import Archives
import Domain
import Foundation
import Storage

/// Holds what is on record against what the marketplace knows.
struct Audit: Sendable {
    let machines: [BilledMachine]
    let sessions: [Session]
    let paid: PaidMachines
    let results: [BenchmarkResult]
    let ledgers: [SessionID: [LedgerEntry]]
    let schedule: Schedule
    let crew: Crew
    let shop: Shop

    /// Reads both sides.
    init(_ store: Store, market: Marketplace, schedule: Schedule, crew: Crew, shop: Shop) async throws {
        machines = try await market.machines()
        sessions = try await store.sessions()
        paid = try await store.paidMachines(PaidSelection(to: .distantFuture))
        results = try await store.benchmarks(limit: 10_000).filter { $0.source == .measured }
        var ledgers: [SessionID: [LedgerEntry]] = [:]
        for session in sessions { ledgers[session.id] = try await store.ledger(of: session.id) }
        self.ledgers = ledgers
        self.schedule = schedule
        self.crew = crew
        self.shop = shop
    }

    /// Everything that must not be.
    func findings() throws -> [Finding] {
        machinesLeft() + doubleLaunches() + costs() + (try lostResults()) + doubledResults() + lostSessions() + strangers() + crashes()
    }

    /// Machines that carry our label.
    var ours: [BilledMachine] { machines.filter { $0.label?.hasPrefix("gpu-shopper-\(Setting.deployment)-") == true } }

    private func machinesLeft() -> [Finding] {
        ours.filter { $0.ended == nil }.map { Finding(kind: .machineLeft, detail: "\($0.id) as \($0.label ?? "-")") }
    }

    private func strangers() -> [Finding] {
        schedule.strays.filter { !$0.isOurs }.flatMap { stray in
            machines.filter { $0.label == stray.label && $0.ended != nil }.map {
                Finding(kind: .strangerEnded, detail: "\($0.id) as \(stray.label)")
            }
        }
    }

    /// Two machines that lived under one label at one time, but for what no list showed in time to be known of.
    private func doubleLaunches() -> [Finding] {
        Dictionary(grouping: ours, by: { $0.label ?? "" }).values.flatMap { group in
            let inOrder = group.sorted { $0.created < $1.created }
            return zip(inOrder, inOrder.dropFirst()).compactMap { first, second -> Finding? in
                guard first.ended.map({ $0 > second.created }) ?? true else { return nil }
                let isHidden = first.listedFrom.map { $0 - first.created > Setting.providerLag } ?? true
                guard !isHidden else { return nil }
                return Finding(kind: .doubleLaunch, detail: "\(second.id) was launched as \(second.label ?? "-") while \(first.id) lived")
            }
        }
    }

    private func lostSessions() -> [Finding] {
        let known = Set(sessions.map(\.id.rawValue))
        let lost = crew.opened.keys.filter { !known.contains($0) }.map {
            Finding(kind: .sessionLost, detail: "\($0) was confirmed and has no row")
        }
        return lost
            + sessions.filter { $0.state.step != .finished }.map {
                Finding(kind: .sessionLost, detail: "\($0.id) is still \($0.state.step.rawValue)")
            }
    }

    private func crashes() -> [Finding] {
        crew.all.compactMap { program in
            let said = program.saidErrors
            let isCrash = said.contains("Fatal error") || program.status == 70
            let isSurprise = program.name.hasPrefix("serve") && (!crew.wasTold(program) || ![0, 9, 15, 143].contains(program.status ?? 0))
            guard isCrash || isSurprise || program.status == nil else { return nil }
            return Finding(
                kind: .crash, detail: "\(program.name) ended with \(program.status.map(String.init) ?? "nothing"): \(said.suffix(400))")
        }
    }
}
