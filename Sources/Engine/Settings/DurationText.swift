import Domain

/// Spans as people write them: `90s`, `15m`, `1h30m`, `500ms`.
public enum DurationText {
    /// Reads a span; `nil` when the text is not one, or not above zero.
    public static func parse(_ text: String) -> Duration? {
        var rest = Substring(text)
        var total = Duration.zero
        guard !rest.isEmpty else { return nil }
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard let value = Double(digits), value.isFinite, value >= 0, value <= 1_000_000 else { return nil }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { $0.isASCII && $0.isLetter }
            rest = rest.dropFirst(unit.count)
            switch unit {
            case "ms": total += .seconds(value / 1000)
            case "s": total += .seconds(value)
            case "m": total += .seconds(value * 60)
            case "h": total += .seconds(value * 3600)
            default: return nil
            }
        }
        return total > .zero ? total : nil
    }

    /// Reads an age: days such as `90d`, or any other span.
    public static func age(_ text: String) -> Duration? {
        guard text.hasSuffix("d") else { return parse(text) }
        return seconds(String(text.dropLast())).map { $0 * 86_400 }
    }

    /// Reads a plain count of seconds, digits and at most one decimal point; `nil` for anything else, for nothing and for
    /// more than a million.
    public static func seconds(_ text: String) -> Duration? {
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E }), let value = Double(text) else { return nil }
        return value > 0 && value <= 1_000_000 ? .seconds(value) : nil
    }

    /// The span as people read it: `4:02` below an hour, `1:04:02` above.
    public static func clock(_ seconds: Double) -> String {
        let whole = Int(saturating: max(0, seconds))
        let tail = String(whole % 60)
        let padded = tail.count == 1 ? "0\(tail)" : tail
        guard whole >= 3600 else { return "\(whole / 60):\(padded)" }
        let minutes = String(whole / 60 % 60)
        return "\(whole / 3600):\(minutes.count == 1 ? "0\(minutes)" : minutes):\(padded)"
    }
}

extension Duration {
    /// The span in seconds.
    public var inSeconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}
