public import Foundation

/// Minutes of the calendar in UTC, in cron's five fields: `30 3 * * MON-FRI`.
///
/// As in cron a day counts when the day of the month or the day of the week fits, where both are given; where one of them begins
/// with `*`, both must fit.
public struct CronSchedule: Hashable, Sendable, CustomStringConvertible {
    /// The five fields as they were written, a blank between them.
    public let description: String
    /// Minutes of a day, ascending.
    private let minutesOfDay: [Int]
    private let days: Set<Int>
    private let months: Set<Int>
    private let weekdays: Set<Int>
    private let isEitherDay: Bool

    /// Longer than anything that makes sense.
    private static let longest = 256
    /// In forty years of days everything comes to pass that can: leap days, and on every day of the week.
    private static let horizon = 40 * 366
    /// What the fields are.
    static let form = "It has five fields: minute, hour, day of month, month and day of week, in UTC; e.g. '30 3 * * MON-FRI'."

    /// Reads the five fields; throws `.invalidInput` that names the field which is wrong, and what it must be.
    public init(_ text: String) throws(Problem) {
        let fields = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard text.utf8.count <= Self.longest else {
            throw Problem(.invalidInput, "cron must have at most \(Self.longest) bytes", hint: Self.form)
        }
        guard fields.count == CronField.all.count else {
            throw Problem(
                .invalidInput, "cron must have five fields, and '\(text.prefix(64))' has \(fields.count)", hint: Self.form)
        }
        var values: [Set<Int>] = []
        for (field, text) in zip(CronField.all, fields) { values.append(try field.values(of: text)) }
        description = fields.joined(separator: " ")
        minutesOfDay = values[1].flatMap { hour in values[0].map { hour * 60 + $0 } }.sorted()
        days = values[2]
        months = values[3]
        weekdays = values[4]
        isEitherDay = !fields[2].hasPrefix("*") && !fields[4].hasPrefix("*")
        guard isEitherDay || months.contains(where: { month in days.contains { $0 <= Self.longestMonth(month) } }) else {
            throw Problem(.invalidInput, "cron: no month that it names has such a day of month", hint: Self.form)
        }
    }

    /// The first minute after `date` that it means.
    public func next(after date: Date) -> Date? {
        let seconds = (date.timeIntervalSince1970 / 60).rounded(.down) * 60 + 60
        let first = Date(timeIntervalSince1970: seconds)
        var day = CalendarDay(first)
        var minute = Int(saturating: first.timeIntervalSince(day.start) / 60)
        for _ in 0..<Self.horizon {
            if holds(day), let found = minutesOfDay.first(where: { $0 >= minute }) {
                return day.start.addingTimeInterval(Double(found) * 60)
            }
            day = day.next
            minute = 0
        }
        return nil
    }

    private func holds(_ day: CalendarDay) -> Bool {
        let (_, month, dayOfMonth) = day.civil
        guard months.contains(month) else { return false }
        let (isDay, isWeekday) = (days.contains(dayOfMonth), weekdays.contains(day.weekday))
        return isEitherDay ? isDay || isWeekday : isDay && isWeekday
    }

    private static func longestMonth(_ month: Int) -> Int {
        switch month {
        case 2: 29
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}
