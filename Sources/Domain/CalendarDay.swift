public import Foundation

/// A day of the calendar in UTC, by which costs are cut and budgets turn.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds of a day: UTC as computers count it has no others.
    private static let length = 86_400.0

    /// Days since 1 January 1970.
    private let number: Int

    private init(number: Int) {
        self.number = number
    }

    /// The day that holds a moment.
    public init(_ date: Date) {
        number = Int(saturating: (date.timeIntervalSince1970 / Self.length).rounded(.down))
    }

    /// Reads `2026-11-23`, four, two and two digits; `nil` for anything else and for days that no calendar has.
    public init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isShaped = parts.map(\.utf8.count) == [4, 2, 2] && text.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
        let numbers = parts.compactMap { Int($0) }
        guard isShaped, numbers.count == 3, (1...12).contains(numbers[1]), (1...31).contains(numbers[2]) else { return nil }
        self.init(year: numbers[0], month: numbers[1], day: numbers[2])
        // 30 February would be 2 March.
        guard description == text else { return nil }
    }

    /// Counts the days; months are numbered from March, so that a leap day is the last of its year.
    private init(year: Int, month: Int, day: Int) {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        number = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// Year, month and day of month.
    var civil: (year: Int, month: Int, day: Int) {
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    /// Days since Sunday.
    var weekday: Int { ((number + 4) % 7 + 7) % 7 }

    /// Midnight, when it begins.
    public var start: Date { Date(timeIntervalSince1970: Double(number) * Self.length) }

    /// The day after.
    public var next: CalendarDay { CalendarDay(number: number + 1) }

    /// The first of its month.
    public var firstOfMonth: CalendarDay { CalendarDay(number: number - civil.day + 1) }

    /// The first of the month after.
    public var firstOfNextMonth: CalendarDay {
        // No month is longer than 31 days, and none is shorter than 28.
        CalendarDay(number: firstOfMonth.number + 31).firstOfMonth
    }

    /// `2026-11`.
    public var month: String { String(description.dropLast(3)) }

    /// `2026-11-23`.
    public var description: String {
        let (year, month, day) = civil
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    }

    private static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The earlier day first.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }
}
