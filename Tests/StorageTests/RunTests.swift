import Domain
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Storage

@Suite struct RunTests {
    private static let request = RunRequest(
        models: ["qwen2:7b"], gpuTypes: ["RTX 4090"], providers: [.vastai], maxBudget: USD(micros: 2_500_000), priority: 3, location: "EU")

    private static func cells(_ count: Int, objecting: Set<Int> = []) -> [RunCell] {
        (0..<count).map { number in
            RunCell(
                model: "model-\(number)", gpuType: "RTX 4090", provider: .vastai,
                objection: objecting.contains(number) ? "lacks 1.0 GiB" : nil)
        }
    }

    @Test func `a run comes back with its entries in their order, also from another process`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let path = folder.url.appending(path: "a.db").path
        let store = try Store.open(at: path, time: SystemTime())
        let made = try await store.insertRun(Self.request, cells: Self.cells(300, objecting: [1]), at: Samples.start)
        #expect(made.id.wholeMatch(of: /run-[0-9a-f]{8}/) != nil && made.status == .pending && made.request == Self.request)
        #expect(made.counts.total == 300 && made.counts.pending == 299 && made.counts.skipped == 1 && made.totalCost == .zero)
        try store.close()
        let other = try Store.open(at: path, time: SystemTime())
        let (run, entries) = try #require(try await other.run(made.id))
        #expect(run == made)
        #expect(entries.map(\.model) == (0..<300).map { "model-\($0)" } && Set(entries.map(\.id)).count == 300)
        #expect(entries[1].status == .skipped && entries[1].failureReason == "lacks 1.0 GiB" && entries[1].completedAt == made.createdAt)
        #expect(entries[0].status == .pending && entries[0].priority == 3 && entries[0].startedAt == nil)
        #expect(try await other.run("run-00000000") == nil)
    }

    @Test func `what workers note about entries is counted, and the cost added up`() async throws {
        let store = try Store.inMemory()
        let run = try await store.insertRun(Self.request, cells: Self.cells(6), at: Samples.start)
        try await store.database.write { db in
            for (ordinal, status) in ["success", "failed", "timeout", "running", "success"].enumerated() {
                try db.execute(
                    sql: """
                        UPDATE benchmark_entries SET status = ?, cost_micros = 10001, tokens_per_second = 82.5, price_micros = 377001,
                            offer = 'vastai-9', benchmark = 'b', worker = 'w', failure_stage = 'booting' WHERE run = ? AND ordinal = ?
                        """, arguments: [status, run.id, ordinal + 1])
            }
        }
        let (later, entries) = try #require(try await store.run(run.id))
        #expect(later.counts.completed == 2 && later.counts.failed == 2 && later.counts.running == 1 && later.counts.pending == 1)
        #expect(later.totalCost == USD(micros: 50_005))
        #expect(entries[0].tokensPerSecond == 82.5 && entries[0].pricePerHour == USD(micros: 377_001) && entries[0].cost?.micros == 10_001)
        #expect(entries[0].offer == OfferID(rawValue: "vastai-9") && entries[0].benchmark == "b" && entries[0].failureStage == "booting")
    }

    @Test func `a run is called off once, and what is under way in it stays`() async throws {
        let store = try Store.inMemory()
        let run = try await store.insertRun(Self.request, cells: Self.cells(3), at: Samples.start)
        try await store.database.write {
            try $0.execute(sql: "UPDATE benchmark_entries SET status = 'running' WHERE run = ? AND ordinal = 2", arguments: [run.id])
        }
        let off = try #require(try await store.cancelRun(run.id, at: Samples.start + 5))
        #expect(off.status == .cancelled && off.counts.skipped == 2 && off.counts.running == 1 && off.updatedAt == Samples.start + 5)
        #expect(try await store.cancelRun(run.id, at: Samples.start + 6) == nil)
        #expect(try await store.cancelRun("run-00000000", at: Samples.start) == nil)
        #expect(try await store.run(run.id)?.entries[0].failureReason == "the run was cancelled")
    }

    @Test func `runs are listed the newest first, by how far they are`() async throws {
        let store = try Store.inMemory()
        var ids: [String] = []
        for number in 0..<4 {
            ids.append(try await store.insertRun(Self.request, cells: Self.cells(1), at: Samples.start + Double(number)).id)
        }
        _ = try await store.cancelRun(ids[1], at: Samples.start)
        #expect(try await store.runIDs() == ids.reversed())
        #expect(try await store.runIDs(status: .cancelled) == [ids[1]])
        #expect(try await store.runIDs(status: .failed).isEmpty)
        #expect(try await store.runs([ids[2], "run-00000000", ids[0]]).map(\.id) == [ids[2], ids[0]])
        let idle = try await store.insertRun(Self.request, cells: Self.cells(1, objecting: [0]), at: Samples.start)
        #expect(idle.status == .completed)
    }

    @Test func `schedules keep what they are told, and no two have one name`() async throws {
        let store = try Store.inMemory()
        let nightly = try await store.insertSchedule(named: "nightly", try CronSchedule("30 3 * * *"), Self.request, at: Samples.start)
        #expect(nightly.id.wholeMatch(of: /sched-[0-9a-f]{8}/) != nil && nightly.isEnabled && nightly.lastRun == nil)
        let other = try await store.insertSchedule(named: "a", try CronSchedule("0 0 1 * *"), Self.request, at: Samples.start)
        #expect(try await store.schedules() == [other, nightly])
        let taken = await #expect(throws: Problem.self) {
            _ = try await store.insertSchedule(named: "nightly", try CronSchedule("* * * * *"), Self.request, at: Samples.start)
        }
        #expect(taken?.code == .conflict && taken?.message.contains(nightly.id) == true)
        let renamed = await #expect(throws: Problem.self) {
            _ = try await store.changeSchedule(other.id, at: Samples.start) { $0.name = "nightly" }
        }
        #expect(renamed?.code == .conflict)
        let hourly = try CronSchedule("0 * * * *")
        let changed = try await store.changeSchedule(nightly.id, at: Samples.start + 9) { schedule in
            schedule.cron = hourly
            schedule.isEnabled = false
        }
        #expect(changed?.updatedAt == Samples.start + 9 && changed?.name == "nightly")
        #expect(try await store.schedule(nightly.id) == changed && changed?.nextRun(after: Samples.start) == nil)
        #expect(try await store.removeSchedule(nightly.id))
        #expect(try await !store.removeSchedule(nightly.id))
        #expect(try await store.changeSchedule(nightly.id, at: Samples.start) { _ in } == nil)
    }
}
