import Domain
import Engine
import Foundation
import Storage
import Synchronization

/// What a server process does: takes up sessions, drives each, and reconciles.
final class SimulatedServer: Sendable {
    private let host: SimulatedHost
    private let process: SimulatedProcess
    private let records: any SessionRecords
    private let service: SessionService
    private let providers: ProviderSet
    private let driven = Mutex<[SessionID: Bool]>([:])

    init(host: SimulatedHost, process: SimulatedProcess) {
        self.host = host
        self.process = process
        let time = ProcessTime(process: process)
        let seamed = SimulatedRecords(store: host.store, process: process, truth: host.truth, failing: host.faults.storeFails)
        records = Sabotaged.records(seamed, by: host.sabotage, store: host.store, truth: host.truth)
        let provider = SimulatedProvider(market: host.market, process: process, truth: host.truth)
        providers = ProviderSet([Sabotaged.provider(provider, by: host.sabotage)])
        let selector = OfferSelector(
            inventory: Inventory(providers: providers, store: host.store, time: time), store: host.store, time: time,
            deadlines: host.deadlines)
        service = SessionService(
            records: records, providers: providers, selector: selector, seal: host.seal, time: time, deadlines: host.deadlines,
            script: host.folder.appending(path: "ollama-bench.sh"), archiveFolder: host.folder.appending(path: "archives"),
            owner: process.owner, isAlive: { [host, process] in host.isAlive($0, seenFrom: process) },
            dialer: SimulatedDialer(market: host.market, process: process, truth: host.truth), accountAge: 60)
    }

    func start() {
        host.world.start { await self.takeUp() }
        host.world.start(after: 1) { await self.reconcile() }
    }

    private func takeUp() async {
        while process.isAlive {
            do {
                for id in try await records.unfinished(at: process.time.now).map(\.id) {
                    guard driven.withLock({ $0[id] == nil }), let claim = try await service.take(id) else { continue }
                    driven.withLock { $0[id] = true }
                    host.world.start { await self.drive(claim) }
                }
                try await process.seam(SimulatedHost.interval)
            } catch is World.Over {
                return
            } catch {
                do { try await process.seam(15) } catch { return }
            }
        }
    }

    private func drive(_ claim: SessionClaim) async {
        let id = claim.session.id
        do {
            _ = try await service.drive(claim, interrupt: Interrupt()) { _ in }
        } catch {
            host.truth.say("\(process.owner.processID) stops driving \(id): \(error)")
        }
        _ = driven.withLock { $0.removeValue(forKey: id) }
    }

    private func reconcile() async {
        let (process, host) = (process, host)
        let reconciler = Reconciler(
            providers: providers, records: records, time: ProcessTime(process: process), deadlines: host.deadlines,
            grace: .seconds(SimulatedHost.grace), alarms: .none
        ) { [records] id in
            for _ in 0..<5 {
                try await process.seam(10)
                if try await records.session(id)?.state.step == .finished { return true }
            }
            return false
        }
        while process.isAlive {
            var rest = SimulatedHost.reconciliation
            do {
                let report = try await reconciler.pass()
                rest = report.rest(of: .seconds(rest)) / .seconds(1)
                let isQuiet = report.orphansFound + report.ghostsFound + report.pricesChanged == 0 && report.providers.allSatisfy(\.ok)
                if !isQuiet { host.truth.say("\(process.owner.processID) reconciles: \(report)") }
            } catch is World.Over {
                return
            } catch {
                host.truth.say("\(process.owner.processID) cannot reconcile: \(error)")
            }
            do { try await process.seam(rest) } catch { return }
        }
    }
}
