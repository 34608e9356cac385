import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct ServiceFiguresTests {
    @Test func `money is at risk past a deadline, and where a machine's end is in doubt`() async throws {
        try await Bed.use { bed in
            let claim = try await bed.open()
            let machine = InstanceID(provider: .vastai, local: "5")
            let launching = try await bed.worker().apply(.launchIntended, to: claim, detail: "") { row in
                row.attempts.append(
                    Attempt(session: row.id, ordinal: 1, offer: Samples.offer(), label: "l", intendedAt: bed.time.now))
            }
            let booting = try await bed.worker().apply(.launchAccepted, to: launching, detail: "") { row in
                row.updateCurrentAttempt { $0.instance = machine }
            }
            let price = try #require(booting.session.currentAttempt?.pricePerHour)
            let group = ServiceFigures.Group(provider: .vastai, status: .provisioning)
            let calm = try await ServiceFigures(from: bed.store, at: bed.time.now)
            #expect(calm.sessions == [group: 1] && calm.atRiskPerHour == .zero)
            let late = try await ServiceFigures(from: bed.store, at: booting.session.stepDeadline + 1)
            #expect(late.atRiskPerHour == price)

            try await bed.store.raise(.teardownRefused, machine.description, "refused", at: bed.time.now)
            let orphan = OrphanRecord(
                instance: InstanceID(provider: .vastai, local: "6"), label: "l", session: nil, gpuName: nil,
                pricePerHour: USD(micros: 1000), billedFrom: bed.time.now, foundAt: bed.time.now)
            _ = try await bed.store.noteOrphan(orphan)
            let refused = try await ServiceFigures(from: bed.store, at: bed.time.now)
            #expect(refused.atRiskPerHour == price && refused.alarms == [.teardownRefused: 1])
            try await bed.store.raise(.orphan, orphan.instance.description, "there", at: bed.time.now)
            #expect(try await ServiceFigures(from: bed.store, at: bed.time.now).atRiskPerHour == price + USD(micros: 1000))
            try await bed.store.closeOrphan(orphan.instance, at: bed.time.now)
            let ended = try await ServiceFigures(from: bed.store, at: bed.time.now)
            #expect(ended.atRiskPerHour == price && ended.counters[.orphansDestroyed] == 1)
        }
    }
}
