import Domain
import Foundation
import Storage
import TestSupport
import Testing

@testable import Engine

@Suite struct CostReportTests {
    private typealias Run = PaidSession.Run

    private func report(_ store: Store, at seconds: TimeInterval, _ query: CostQuery = CostQuery()) async throws -> CostReport {
        try await Costs(store: store, time: SkippingTime(at: Samples.start + seconds)).report(query)
    }

    /// All cuts of a report.
    private func cuts(_ report: CostReport) -> [[String: USD]] {
        [report.byProvider, report.byGPUType, report.byConsumer, report.bySession, report.byDay, report.byMonth]
    }

    private func expectSums(_ report: CostReport, _ comment: Comment? = nil) {
        for cut in cuts(report) { #expect(cut.values.reduce(.zero, +) == report.total, comment) }
    }

    @Test func `a session is paid by the second, across midnight and the month's end`() async throws {
        let store = try Store.inMemory()
        // From 23 November, 05:00, to 1 December, 01:00.
        let hours = 188.0
        try await PaidSession(id: 1, attempts: [Run(from: 0, to: hours * 3600)]).insert(into: store)
        let report = try await report(store, at: 1e7)
        #expect(report.total == USD(micros: Int64(hours) * 300_000))
        #expect(report.byDay["2026-11-23"] == USD(micros: 19 * 300_000))
        #expect(report.byDay["2026-11-30"] == USD(micros: 24 * 300_000))
        #expect(report.byDay["2026-12-01"] == USD(micros: 300_000))
        #expect(report.byDay.count == 9)
        #expect(report.byMonth == ["2026-11": USD(micros: 187 * 300_000), "2026-12": USD(micros: 300_000)])
        #expect(report.hoursUsed == hours)
        #expect(report.sessionCount == 1)
        expectSums(report)
    }

    @Test func `failed attempts, provisioning and orphans are in it`() async throws {
        let store = try Store.inMemory()
        try await PaidSession(
            id: 1, attempts: [Run(from: 0, to: 600), Run(offer: Samples.offer("2", dollars: 0.6), from: 700, to: 1300)]
        ).insert(into: store)
        for (local, session) in [("o1", try PaidSession(id: 1).sessionID), ("o2", try PaidSession(id: 77).sessionID)] {
            _ = try await store.noteOrphan(
                OrphanRecord(
                    instance: InstanceID(provider: .vastai, local: local), label: "l", session: session, gpuName: "RTX_3090",
                    pricePerHour: USD(micros: 360_000), billedFrom: Samples.start, foundAt: Samples.start + 5))
        }
        let report = try await report(store, at: 3600)
        let mine = USD(micros: 50_000 + 100_000)
        #expect(report.total == mine + USD(micros: 720_000))
        #expect(report.byConsumer == ["team": mine + USD(micros: 360_000), "(orphans)": USD(micros: 360_000)])
        #expect(report.bySession == ["0000000000000001": mine + USD(micros: 360_000), "(orphans)": USD(micros: 360_000)])
        #expect(report.byGPUType == ["RTX 4090": mine, "RTX 3090": USD(micros: 720_000)])
        #expect(report.sessionCount == 1)
        expectSums(report)
    }

    @Test func `what runs is counted up to now, and the future costs nothing yet`() async throws {
        let store = try Store.inMemory()
        try await PaidSession(id: 1, isFinished: false, attempts: [Run(from: 0)]).insert(into: store)
        let query = CostQuery(from: Samples.start - 3600, to: Samples.start + 36_000)
        let early = try await report(store, at: 1800, query)
        #expect(early.total == USD(micros: 150_000))
        #expect(early.hoursUsed == 0.5)
        #expect(early.periodEnd == query.to)
        let ahead = try await report(store, at: 1800, CostQuery(from: Samples.start + 7200, to: Samples.start + 9000))
        #expect(ahead.total == .zero && ahead.hoursUsed == 0 && ahead.sessionCount == 0 && ahead.byDay.isEmpty)
    }

    @Test func `a span takes its own part of a session`() async throws {
        let store = try Store.inMemory()
        try await PaidSession(id: 1, attempts: [Run(from: 0, to: 7200)]).insert(into: store)
        let part = try await report(store, at: 1e6, CostQuery(from: Samples.start + 1800, to: Samples.start + 5400))
        #expect(part.total == USD(micros: 300_000))
        #expect(part.hoursUsed == 1)
        expectSums(part)
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `every cut and every chain of spans add up to the same micro-dollar`(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let store = try Store.inMemory()
        let span = 60 * 86_400.0
        let gpus = ["RTX 4090", "RTX_4090", "NVIDIA GeForce RTX 3090", "Mystery 9000"]
        for number in 1...60 as ClosedRange<UInt64> {
            var session = PaidSession(
                id: number, consumer: ["a", "b", "c"].randomElement(using: &generator) ?? "a",
                isFinished: Double.random(in: 0...1, using: &generator) < 0.9)
            var from = Double.random(in: 0...span, using: &generator)
            for index in 0..<Int.random(in: 1...3, using: &generator) {
                let length = Double.random(in: 0.001...200_000, using: &generator)
                var offer = Samples.offer(
                    "\(number)-\(index)", dollars: Double.random(in: 0.01...3, using: &generator),
                    gpu: gpus.randomElement(using: &generator) ?? "",
                    provider: Bool.random(using: &generator) ? .vastai : ProviderID(rawValue: "tensordock"))
                offer.downloadPricePerGB = USD(micros: Int64.random(in: 0...20_000, using: &generator))
                var run = Run(offer: offer, from: from, to: from + length, isAccepted: Bool.random(using: &generator))
                if Bool.random(using: &generator) {
                    run.traffic = (
                        Int64.random(in: 0...50_000_000_000, using: &generator), from + Double.random(in: 0...300_000, using: &generator)
                    )
                }
                if Bool.random(using: &generator) {
                    run.reprices = [(USD(micros: Int64.random(in: 1...2_000_000, using: &generator)), from + length / 3)]
                }
                session.attempts.append(run)
                from += length + 10
            }
            if !session.isFinished { session.attempts[session.attempts.count - 1].to = nil }
            try await session.insert(into: store)
        }
        for number in 1...5 {
            let begin = Samples.start + Double.random(in: 0...span, using: &generator)
            let id = try PaidSession(id: UInt64(number * 20)).sessionID
            let orphan = OrphanRecord(
                instance: InstanceID(provider: .vastai, local: "o\(number)"), label: "l", session: id, gpuName: nil,
                pricePerHour: USD(micros: Int64.random(in: 1...999_999, using: &generator)), billedFrom: begin, foundAt: begin)
            _ = try await store.noteOrphan(orphan)
            if number > 2 { try await store.closeOrphan(orphan.instance, at: begin + 5000.5) }
        }
        let now = span + 86_400
        let all = try await report(store, at: now)
        expectSums(all, "seed \(seed)")
        #expect(all.byMonth.keys.sorted().count >= 3)

        var edges = (0..<12).map { _ in Samples.start + Double.random(in: 0...now, using: &generator) }.sorted()
        edges = [Samples.start - 1] + edges + [Samples.start + now]
        var chained = USD.zero
        for (from, to) in zip(edges, edges.dropFirst()) {
            let part = try await report(store, at: now, CostQuery(from: from, to: to))
            expectSums(part, "seed \(seed)")
            chained += part.total
        }
        #expect(chained == all.total, "seed \(seed)")

        var byConsumer = USD.zero
        for consumer in all.byConsumer.keys {
            let part = try await report(store, at: now, CostQuery(consumer: consumer))
            #expect(part.total == all.byConsumer[consumer], "seed \(seed), \(consumer)")
            byConsumer += part.total
        }
        #expect(byConsumer == all.total)
        for (day, amount) in all.byDay {
            let begin = try #require(CalendarDay(day))
            let part = try await report(store, at: now, CostQuery(from: begin.start, to: begin.next.start))
            #expect(part.total == amount, "seed \(seed), \(day)")
        }
    }

    @Test func `a GPU may be asked for in any spelling, and one that nobody sells is a slip`() async throws {
        let store = try Store.inMemory()
        try await PaidSession(id: 1, attempts: [Run(offer: Samples.offer(gpu: "RTX_4090"), from: 0, to: 3600)]).insert(into: store)
        try await PaidSession(
            id: 2, attempts: [Run(offer: Samples.offer(gpu: "RTX 3090", mib: 24_576), from: 0, to: 3600)]
        ).insert(into: store)
        for spelling in ["RTX 4090", "rtx4090", "4090", "NVIDIA GeForce RTX 4090"] {
            let report = try await report(store, at: 9999, CostQuery(gpuType: spelling))
            #expect(report.bySession.keys.sorted() == ["0000000000000001"])
            #expect(report.byGPUType == ["RTX 4090": USD(micros: 300_000)])
        }
        let problem = await #expect(throws: Problem.self) { _ = try await report(store, at: 9999, CostQuery(gpuType: "RTX 4990")) }
        #expect(problem?.code == .invalidInput)
    }

    @Test func `one session's total is its own, and one that is not on record is not free`() async throws {
        let store = try Store.inMemory()
        let session = try await PaidSession(id: 1, attempts: [Run(from: 0, to: 3600)]).insert(into: store)
        try await PaidSession(id: 2, attempts: [Run(from: 0, to: 3600)]).insert(into: store)
        let costs = Costs(store: store, time: SkippingTime(at: Samples.start + 9999))
        let json = try JSONSerialization.jsonObject(with: try ProductJSON.encoder().encode(try await costs.total(of: session.id)))
        #expect(json as? NSDictionary == ["session_id": "0000000000000001", "total_cost": 0.3, "currency": "USD"])
        let unknown = try PaidSession(id: 3).sessionID
        let problem = await #expect(throws: Problem.self) { _ = try await costs.total(of: unknown) }
        #expect(problem?.code == .notFound)
    }

    @Test func `the JSON has exactly the promised keys and reads back`() async throws {
        let store = try Store.inMemory()
        try await PaidSession(id: 1, attempts: [Run(from: 0, to: 3601)]).insert(into: store)
        let period = try CostPeriod(period: "monthly", now: Samples.start)
        let report = try await report(store, at: 9999, CostQuery(consumer: "team", from: period.from, to: period.to))
        let data = try ProductJSON.encoder().encode(report)
        let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        #expect(
            Set(root.keys) == [
                "consumer_id", "total_cost", "session_count", "hours_used", "by_provider", "by_gpu_type", "by_consumer", "by_session",
                "by_day", "by_month", "currency", "period_start", "period_end",
            ])
        #expect(root["total_cost"] as? Double == 0.300084)
        #expect(root["period_start"] as? String == "2026-11-01T00:00:00Z")
        #expect(root["period_end"] as? String == "2026-12-01T00:00:00Z")
        #expect(try ProductJSON.decoder().decode(CostReport.self, from: data) == report)
        let empty = try await self.report(try Store.inMemory(), at: 0)
        let bare = try #require(try JSONSerialization.jsonObject(with: try ProductJSON.encoder().encode(empty)) as? [String: Any])
        #expect(bare["consumer_id"] == nil && bare["period_start"] == nil)
        #expect((bare["by_day"] as? [String: Any])?.isEmpty == true)
    }

    @Test func `a span that ends before it begins is refused`() async throws {
        let problem = await #expect(throws: Problem.self) {
            _ = try await report(try Store.inMemory(), at: 0, CostQuery(from: Samples.start, to: Samples.start))
        }
        #expect(problem?.code == .invalidInput)
    }
}
