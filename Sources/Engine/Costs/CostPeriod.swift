public import Domain
public import Foundation

/// The span of time that a question about costs means.
public struct CostPeriod: Hashable, Sendable {
    /// What the parts of the question are called, for errors that name the one at fault.
    public struct Names: Sendable {
        let period: String
        let start: String
        let end: String

        /// Gives names.
        public init(period: String, start: String, end: String) {
            self.period = period
            self.start = start
            self.end = end
        }

        /// Those of the HTTP API.
        public static let query = Names(period: "period", start: "start_date", end: "end_date")
        /// Those of the command line.
        public static let flags = Names(period: "--period", start: "--start", end: "--end")
    }

    /// When it begins.
    public let from: Date
    /// When it ends; that moment is not in it.
    public let to: Date

    /// Reads `daily` or `monthly` (the day or month of `now` in UTC), or dates such as `2026-11-23` (midnight in UTC).
    ///
    /// Nothing means the month of `now`. A start alone reaches to the end of the month of `now`; an end alone begins with
    /// the month of the last day before it.
    /// - Throws: `Problem` with code `invalidInput` that names the part at fault.
    public init(
        period: String? = nil, start: String? = nil, end: String? = nil, now: Date, names: Names = .query
    ) throws(Problem) {
        let today = CalendarDay(now)
        if let period {
            guard start == nil, end == nil else {
                let other = start == nil ? names.end : names.start
                throw Problem(
                    .invalidInput, "\(names.period) and \(other) both say which time is meant", hint: "Keep one of them.")
            }
            switch period.lowercased() {
            case "daily": self.init(from: today.start, to: today.next.start)
            case "monthly": self.init(from: today.firstOfMonth.start, to: today.firstOfNextMonth.start)
            default:
                throw Problem(
                    .invalidInput, "\(names.period) cannot be '\(Self.shown(period))'", hint: "It must be daily or monthly.")
            }
            return
        }
        let first = try start.map { text throws(Problem) in try Self.day(text, names.start) }
        let last = try end.map { text throws(Problem) in try Self.day(text, names.end) }
        let to = last?.start ?? today.firstOfNextMonth.start
        let from = first?.start ?? last.map { CalendarDay($0.start - 1).firstOfMonth.start } ?? today.firstOfMonth.start
        guard from < to else {
            guard end == nil else {
                throw Problem(
                    .invalidInput, "\(names.end) must be after \(names.start): \(CalendarDay(to)) is not after \(CalendarDay(from))",
                    hint: "The end itself does not count: for one day give the day after it.")
            }
            throw Problem(.invalidInput, "\(names.start) must not be in a month to come", hint: "Or give \(names.end) too.")
        }
        self.init(from: from, to: to)
    }

    /// Joins two moments.
    init(from: Date, to: Date) {
        self.from = from
        self.to = to
    }

    private static func day(_ text: String, _ name: String) throws(Problem) -> CalendarDay {
        guard let day = CalendarDay(text) else {
            throw Problem(
                .invalidInput, "\(name) cannot be '\(shown(text))'", hint: "It must be a day as YYYY-MM-DD, such as 2026-11-23.")
        }
        return day
    }

    /// The beginning of what somebody sent, safe to print on one line.
    private static func shown(_ text: String) -> String {
        String(text.prefix(40).map { ($0.asciiValue ?? 0x3F) < 0x20 ? "?" : $0 })
    }
}
