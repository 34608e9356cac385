/// Reads `gpu.csv` straight from its bytes: comma-separated, blanks after commas allowed, units after a
/// number ignored.
///
/// A line is broken when it has fewer than six fields, no numeric time, or a field that is neither a number
/// nor one of the words `nvidia-smi` prints for what a GPU does not tell.
struct TelemetryScanner {
    enum Outcome: Equatable {
        case sample(TelemetrySample)
        case header
        case broken
    }

    private enum Field {
        case number(Double)
        case absent
        case text(Range<Int>)
    }

    private var position = 0

    /// The next line; nil at the end.
    ///
    /// Every call must get the same bytes.
    mutating func next(in bytes: Span<UInt8>) -> Outcome? {
        while position < bytes.count {
            let start = position
            while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
            let end = position
            position += 1
            if let outcome = line(bytes, start, end) { return outcome }
        }
        return nil
    }

    private func line(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Outcome? {
        var at = start
        var sample = TelemetrySample()
        var column = 0
        while at <= end {
            let field = field(bytes, &at, end)
            switch (column, field) {
            case (0, .number(let time)): sample.time = time
            case (0, .absent) where at > end: return nil
            case (0, .text): return start == 0 ? .header : .broken
            case (0, .absent): return .broken
            case (1...5, .text): return .broken
            case (1, .number(let value)): sample.utilization = value
            case (2, .number(let value)): sample.memoryUsed = value
            case (3, .number(let value)): sample.memoryTotal = value
            case (4, .number(let value)): sample.temperature = value
            case (5, .number(let value)): sample.power = value
            case (6, .number(let value)): sample.index = value
            case (9, .text(let range)): sample.throttleReasons = ThrottleReasons(bytes, range)
            default: break
            }
            column += 1
        }
        return column >= 6 ? .sample(sample) : .broken
    }

    /// Reads up to and over the next comma.
    private func field(_ bytes: Span<UInt8>, _ at: inout Int, _ end: Int) -> Field {
        while at < end, Self.isBlank(bytes[at]) { at += 1 }
        let start = at
        while at < end, bytes[at] != UInt8(ascii: ",") { at += 1 }
        var last = at
        at += 1
        while last > start, Self.isBlank(bytes[last - 1]) { last -= 1 }
        guard last > start, bytes[start] != UInt8(ascii: "[") else { return .absent }
        if last - start == 3, bytes[start] | 0x20 == UInt8(ascii: "n"), bytes[start + 1] == UInt8(ascii: "/") {
            return .absent
        }
        guard let value = Self.number(bytes, start, last) else { return .text(start..<last) }
        return .number(value)
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r")
    }

    /// A decimal number, alone or before a blank and a unit; nil for hexadecimal masks and words.
    private static func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Double? {
        var cursor = JSONCursor()
        cursor.position = start
        guard let value = cursor.number(bytes), abs(value) < 1e15 else { return nil }
        return cursor.position == end || isBlank(bytes[cursor.position]) ? value : nil
    }
}
