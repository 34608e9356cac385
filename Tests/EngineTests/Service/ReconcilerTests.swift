import Domain
import Foundation
import Logging
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct ReconcilerTests {
    private func reconciler(_ bed: Bed, grace: Duration = .zero) -> Reconciler {
        Reconciler(
            providers: bed.providers, records: bed.store, time: bed.time, deadlines: bed.deadlines, grace: grace,
            alarms: AlarmLine(Alarms(store: bed.store, time: bed.time))
        ) { _ in true }
    }

    private func orphan(_ bed: Bed) -> Instance {
        Samples.machine("stray", label: "gpu-shopper-\(bed.store.deploymentID)-0123456789abcdef")
    }

    @Test func `an orphan whose end nobody came to write down is closed by the next pass`() async throws {
        try await Bed.use { bed in
            // A process died between the proof and the record.
            _ = try await bed.store.noteOrphan(OrphanRecord(orphan(bed), of: bed.store.deploymentID, foundAt: bed.time.now))
            _ = try await bed.store.raise(.orphan, "vastai-stray", "it is being ended", at: bed.time.now)
            _ = try await reconciler(bed).pass()
            let record = try #require(try await bed.store.orphans().first)
            #expect(record.endedAt == bed.time.now, "it would be paid for ever")
            #expect(bed.provider.calls(.look).count == 2, "asked by its id twice")
            #expect(try await bed.store.alarms().isEmpty)
        }
    }

    @Test func `an orphan that a list lacks and that is there stays on record`() async throws {
        try await Bed.use { bed in
            bed.provider.add(orphan(bed))
            bed.provider.script { $0.list = { _, _ in [] } }
            _ = try await bed.store.noteOrphan(OrphanRecord(orphan(bed), of: bed.store.deploymentID, foundAt: bed.time.now))
            _ = try await reconciler(bed).pass()
            #expect(try await bed.store.openOrphans().count == 1)
        }
    }

    @Test func `nobody waits for a session that another live process has to end`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open()
            for (isAlive, isWaited) in [(true, false), (false, true)] {
                let service = SessionService(
                    records: bed.store, providers: bed.providers, selector: bed.selector, seal: bed.seal, time: bed.time,
                    deadlines: bed.deadlines, script: bed.folder.url, archiveFolder: bed.folder.url, owner: Samples.rival,
                    isAlive: { _ in isAlive })
                let supervisor = SessionSupervisor(
                    service: service, records: bed.store, time: bed.time, interval: .seconds(60), alarms: .none,
                    logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
                let begun = bed.time.now
                _ = try await supervisor.ended(claim.session.id, within: .seconds(30))
                #expect((bed.time.now >= begun + 30) == isWaited)
            }
        }
    }
}
