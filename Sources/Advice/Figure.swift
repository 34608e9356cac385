import Foundation

/// Numbers in sentences, without a locale.
enum Figure {
    /// `digits` places after the point, rounded half away from zero.
    static func fixed(_ value: Double, _ digits: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return value.isNaN ? "?" : (value < 0 ? "-inf" : "inf") }
        var scale = 1.0
        for _ in 0..<digits { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard digits > 0 else { return sign + String(scaled) }
        let fraction = String(scaled % Int64(scale))
        let zeros = String(repeating: "0", count: digits - fraction.count)
        return sign + String(scaled / Int64(scale)) + "." + zeros + fraction
    }

    /// One place, rounded up, so that something missing never reads as nothing.
    static func missing(_ value: Double) -> String { fixed((value * 10).rounded(.up) / 10, 1) }

    /// `+2 %`, `-14 %`.
    static func signedPercent(_ ratio: Double) -> String {
        let percent = (ratio - 1) * 100
        return (percent < 0 ? "" : "+") + fixed(percent, 0) + " %"
    }

    /// `14:05`, the time of day in UTC, rounded up to the minute: what holds until then is over.
    static func clock(_ date: Date) -> String {
        let minute = Int((date.timeIntervalSince1970 / 60).rounded(.up)) % 1440
        let padded = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return padded(minute / 60) + ":" + padded(minute % 60)
    }

    /// `1 result`, `3 results`.
    static func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }
}
