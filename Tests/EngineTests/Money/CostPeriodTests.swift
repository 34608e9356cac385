import Domain
import Foundation
import Testing

@testable import Engine

@Suite struct CostPeriodTests {
    /// 23 November 2026, 05:00 UTC.
    private let now = Samples.start

    private func days(_ period: CostPeriod) -> [String] { [CalendarDay(period.from).description, CalendarDay(period.to).description] }

    @Test(
        arguments: [
            (nil, nil, nil, "2026-11-01", "2026-12-01"), ("daily", nil, nil, "2026-11-23", "2026-11-24"),
            ("monthly", nil, nil, "2026-11-01", "2026-12-01"), ("Monthly", nil, nil, "2026-11-01", "2026-12-01"),
            (nil, "2026-10-05", "2026-10-09", "2026-10-05", "2026-10-09"), (nil, "2026-01-10", nil, "2026-01-10", "2026-12-01"),
            (nil, nil, "2026-10-09", "2026-10-01", "2026-10-09"), (nil, nil, "2026-10-01", "2026-09-01", "2026-10-01"),
        ] as [(String?, String?, String?, String, String)])
    func `every way to ask means one span in UTC`(period: String?, start: String?, end: String?, from: String, to: String) throws {
        let span = try CostPeriod(period: period, start: start, end: end, now: now)
        #expect(days(span) == [from, to])
        #expect([span.from, span.to].allSatisfy { $0.timeIntervalSince1970.truncatingRemainder(dividingBy: 86_400) == 0 })
    }

    @Test(
        arguments: [
            ("weekly", nil, nil, "period"), ("", nil, nil, "period"), ("daily", "2026-11-01", nil, "start_date"),
            ("daily", nil, "2026-11-01", "end_date"), (nil, "2026-11-31", nil, "start_date"), (nil, "yesterday", nil, "start_date"),
            (nil, nil, "2026-11-1", "end_date"), (nil, "2026-11-05", "2026-11-05", "end_date"),
            (nil, "2026-11-05", "2026-11-04", "end_date"),
            (nil, "2026-12-01", nil, "start_date"), (nil, "\u{1B}[2J", nil, "start_date"),
        ] as [(String?, String?, String?, String)])
    func `what makes no sense is refused by the name of the part at fault`(
        period: String?, start: String?, end: String?, name: String
    ) throws {
        let problem = #expect(throws: Problem.self) { try CostPeriod(period: period, start: start, end: end, now: now) }
        #expect(problem?.code == .invalidInput)
        #expect(problem?.message.contains(name) == true, "\(String(describing: problem))")
        #expect(problem?.message.contains("\u{1B}") == false)
    }

    @Test func `the command line's words name its flags`() throws {
        let problem = #expect(throws: Problem.self) { try CostPeriod(start: "soon", now: now, names: .flags) }
        #expect(problem?.message == "--start cannot be 'soon'")
    }
}
