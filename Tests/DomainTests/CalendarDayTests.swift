import Domain
import Foundation
import Testing

@Suite struct CalendarDayTests {
    @Test(arguments: [
        (0.0, "1970-01-01"), (-1, "1969-12-31"), (86_399.999, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"),
        (1_795_410_000, "2026-11-23"), (4_107_542_400, "2100-03-01"), (-62_135_596_800, "0001-01-01"),
    ])
    func `a moment is in the day that UTC calls it`(seconds: Double, text: String) {
        #expect(CalendarDay(Date(timeIntervalSince1970: seconds)).description == text)
    }

    @Test func `every day of two centuries follows the one before, as Foundation has it`() throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        var day = try #require(CalendarDay("1969-12-30"))
        for _ in 0..<(200 * 365) {
            let parts = calendar.dateComponents([.year, .month, .day], from: day.start)
            let text = [parts.year, parts.month, parts.day].map { String($0 ?? 0) }
                .map { $0.count == 1 ? "0\($0)" : $0 }.joined(separator: "-")
            try #require(day.description == text)
            try #require(CalendarDay(text) == day)
            try #require(day.next.start == day.start + 86_400)
            day = day.next
        }
    }

    @Test(arguments: [
        ("2026-11-23", "2026-11-01", "2026-12-01"), ("2026-12-31", "2026-12-01", "2027-01-01"), ("2028-02-29", "2028-02-01", "2028-03-01"),
        ("2026-01-01", "2026-01-01", "2026-02-01"),
    ])
    func `a day knows its month and the next`(text: String, first: String, next: String) throws {
        let day = try #require(CalendarDay(text))
        #expect(day.firstOfMonth.description == first)
        #expect(day.firstOfNextMonth.description == next)
        #expect(day.month == String(first.dropLast(3)))
    }

    @Test(arguments: [
        "", "2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-11-00", "26-11-23", "2026-11-3", "2026-11-23 ", "2026/11/23",
        "+026-11-23", "-026-11-23", "2026-11-23T00:00:00Z", "２０２６-11-23", "today",
    ])
    func `other texts are no days`(text: String) {
        #expect(CalendarDay(text) == nil)
    }
}
