/// One of cron's fields: its numbers, and words for them.
struct CronField: Sendable {
    let name: String
    let range: ClosedRange<Int>
    /// In the order of the numbers, beginning with the range's first.
    var words: [String] = []

    static let all = [
        CronField(name: "minute", range: 0...59),
        CronField(name: "hour", range: 0...23),
        CronField(name: "day of month", range: 1...31),
        CronField(
            name: "month", range: 1...12,
            words: ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]),
        // Sunday is 0 and 7.
        CronField(name: "day of week", range: 0...7, words: ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]),
    ]

    private var isWeekday: Bool { range == 0...7 }

    /// The numbers that a list such as `1,5-10,*/15` stands for.
    func values(of text: String) throws(Problem) -> Set<Int> {
        var values: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pieces = part.split(separator: "/", omittingEmptySubsequences: false)
            let (from, to) = try bounds(of: pieces[0], isStepped: pieces.count > 1)
            var step = 1
            if pieces.count > 1 {
                let span = range.upperBound - range.lowerBound + (isWeekday ? 0 : 1)
                guard pieces.count == 2, let number = Self.number(pieces[1]), (1...span).contains(number) else {
                    throw refusal(part, "a step is a number from 1 to \(span) after one '/'")
                }
                step = number
            }
            values.formUnion(stride(from: from, through: to, by: step).map { isWeekday ? $0 % 7 : $0 })
        }
        return values
    }

    /// From which number to which; a number before a step goes on to the last.
    private func bounds(of part: Substring, isStepped: Bool) throws(Problem) -> (from: Int, to: Int) {
        let last = isWeekday ? 6 : range.upperBound
        if part == "*" { return (range.lowerBound, last) }
        let ends = part.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count <= 2 else { throw refusal(part, "a range has one '-'") }
        let from = try value(of: ends[0], in: part)
        guard ends.count == 2 else { return (from, isStepped ? max(from, last) : from) }
        var to = try value(of: ends[1], in: part)
        // Up to Sunday.
        if isWeekday, to == 0, from > 0 { to = 7 }
        guard from <= to else { throw refusal(part, "a range begins with the smaller number") }
        return (from, to)
    }

    private func value(of text: Substring, in part: Substring) throws(Problem) -> Int {
        if let word = words.firstIndex(of: text.uppercased()) { return range.lowerBound + word }
        if let number = Self.number(text), range.contains(number) { return number }
        let also = words.isEmpty ? "" : " or \(words[0]) to \(words[words.count - 1])"
        throw refusal(part, "it must be from \(range.lowerBound) to \(range.upperBound)\(also), a range of them, or '*'")
    }

    /// Digits and nothing else.
    private static func number(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    private func refusal(_ part: Substring, _ rule: String) -> Problem {
        Problem(.invalidInput, "cron: '\(part.prefix(32))' is no \(name): \(rule)", hint: CronSchedule.form)
    }
}
