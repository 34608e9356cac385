import Domain
import Foundation
import Testing

@Suite struct CronScheduleTests {
    private func next(_ cron: String, after text: String) throws -> String? {
        let date = try #require(ProductJSON.date(rfc3339: text))
        return try CronSchedule(cron).next(after: date).map(ProductJSON.rfc3339)
    }

    @Test(arguments: [
        ("* * * * *", "2026-11-23T05:00:13.027Z", "2026-11-23T05:01:00Z"),
        ("* * * * *", "2026-12-31T23:59:00Z", "2027-01-01T00:00:00Z"),
        ("0 0 1 1 *", "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
        ("30 3 * * *", "2026-11-23T03:29:59Z", "2026-11-23T03:30:00Z"),
        ("30 3 * * *", "2026-11-23T03:30:00Z", "2026-11-24T03:30:00Z"),
        ("*/15 * * * *", "2026-11-23T05:46:00Z", "2026-11-23T06:00:00Z"),
        ("5/20 * * * *", "2026-11-23T05:26:00Z", "2026-11-23T05:45:00Z"),
        ("10-20/5,50 22-23 * * *", "2026-11-23T22:20:00Z", "2026-11-23T22:50:00Z"),
        ("0 12 31 * *", "2026-03-31T12:00:00Z", "2026-05-31T12:00:00Z"),
        ("0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00Z"),
        ("0 0 29 2 *", "2096-02-29T00:00:00Z", "2104-02-29T00:00:00Z"),
        ("0 0 31 jan,Mar *", "2026-02-01T00:00:00Z", "2026-03-31T00:00:00Z"),
        ("0 9 * * MON-FRI", "2026-11-27T09:00:00Z", "2026-11-30T09:00:00Z"),
        ("0 9 * * 7", "2026-11-23T00:00:00Z", "2026-11-29T09:00:00Z"),
        ("0 9 * * 0", "2026-11-23T00:00:00Z", "2026-11-29T09:00:00Z"),
        ("0 9 * * fri-sun", "2026-11-28T09:00:00Z", "2026-11-29T09:00:00Z"),
        ("0 9 * * 5-7/2", "2026-11-27T09:00:00Z", "2026-11-29T09:00:00Z"),
        // Either day, as cron has it where both are given; both, where one begins with '*'.
        ("0 0 13 * FRI", "2026-11-13T00:00:00Z", "2026-11-20T00:00:00Z"),
        ("0 0 13 * FRI", "2026-12-11T00:00:00Z", "2026-12-13T00:00:00Z"),
        ("0 0 */2 * MON", "2026-11-23T00:00:00Z", "2026-12-07T00:00:00Z"),
        ("0 0 13 * */5", "2026-11-14T00:00:00Z", "2026-12-13T00:00:00Z"),
        ("59 23 28-31 FEB *", "2027-02-28T23:58:30Z", "2027-02-28T23:59:00Z"),
    ])
    func `the next time is the first minute that all fields allow`(cron: String, after: String, expected: String) throws {
        #expect(try next(cron, after: after) == expected)
    }

    @Test(arguments: ["7 4 * * *", "0 */6 1-7 * *", "15 10,22 31 * *", "0 0 29 2 *", "*/7 * * 6-8 SAT,SUN", "1 1 1 1 1"])
    func `every time follows from the one before, as every minute tried in turn has it`(cron: String) throws {
        let schedule = try CronSchedule(cron)
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
        let fields = cron.split(separator: " ").map(String.init)
        var date = try #require(ProductJSON.date(rfc3339: "2027-12-30T00:00:00Z"))
        for _ in 0..<25 {
            let next = try #require(schedule.next(after: date))
            let parts = calendar.dateComponents([.minute, .hour, .day, .month, .weekday, .second], from: next)
            #expect(parts.second == 0 && next > date)
            // A field that is one number can be held against the calendar as it stands.
            for (text, part) in zip(fields, [parts.minute, parts.hour, parts.day, parts.month])
            where Int(text) != nil && cron != "1 1 1 1 1" {
                #expect(part == Int(text), "\(cron): \(next)")
            }
            // Nothing that it means lies between: half way there the next is the same.
            let middle = date.addingTimeInterval(next.timeIntervalSince(date) / 2)
            #expect(schedule.next(after: middle) == next, "\(cron): \(next)")
            #expect(schedule.next(after: next.addingTimeInterval(-0.5)) == next, "\(cron): \(next)")
            date = next
        }
    }

    @Test(arguments: [
        ("", "five fields"), ("* * * *", "five fields"), ("* * * * * *", "five fields"), ("@daily", "five fields"),
        ("60 * * * *", "minute"), ("-1 * * * *", "minute"), ("* 24 * * *", "hour"), ("* * 0 * *", "day of month"),
        ("* * 32 * *", "day of month"), ("* * * 13 *", "month"), ("* * * * 8", "day of week"), ("* * * FOO *", "JAN to DEC"),
        ("* * * * FUNDAY", "SUN to SAT"), ("5-1 * * * *", "smaller"), ("*/0 * * * *", "step"), ("*/61 * * * *", "step"),
        ("1/2/3 * * * *", "step"), ("1-2-3 * * * *", "range"), ("1, * * * *", "minute"), (",1 * * * *", "minute"),
        ("* * 30 2 *", "no month"), ("* * 31 4,6,9,11 *", "no month"), ("1.5 * * * *", "minute"), ("１ * * * *", "minute"),
        ("* * ? * *", "day of month"), ("* * L * *", "day of month"), ("+1 * * * *", "minute"),
        ("99999999999999999999 * * * *", "minute"),
    ])
    func `what is no schedule is refused by the field that is wrong`(cron: String, words: String) {
        let problem = #expect(throws: Problem.self) { try CronSchedule(cron) }
        #expect(problem?.code == .invalidInput)
        #expect(problem?.message.contains(words) == true || problem?.hint?.contains(words) == true, "\(problem?.description ?? "")")
    }

    @Test func `blanks do not matter, and what was written is kept`() throws {
        #expect(try CronSchedule("  0\t3  * * Mon ").description == "0 3 * * Mon")
        #expect(throws: Problem.self) { try CronSchedule(String(repeating: "1,", count: 500) + "1 * * * *") }
    }
}
