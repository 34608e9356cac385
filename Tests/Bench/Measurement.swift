import Foundation

/// One row of the report.
struct Measurement {
    let what: String
    let measured: String
    var yardstick = ""
    var ratio: Double?
    var budget = ""
    var isMet: Bool?

    static var header: String {
        row("WHAT", "MEASURED", "YARDSTICK", "RATIO", "BUDGET", "MET")
    }

    var line: String {
        Self.row(
            what, measured, yardstick, ratio.map { Self.fixed($0, 2) } ?? "", budget,
            isMet.map { $0 ? "yes" : "NO" } ?? "")
    }

    static func seconds(_ duration: Duration) -> String {
        let seconds = duration / .seconds(1)
        return seconds < 0.1 ? "\(fixed(seconds * 1000, 1)) ms" : "\(fixed(seconds, 2)) s"
    }

    static func fixed(_ value: Double, _ digits: Int) -> String {
        value.formatted(.number.precision(.fractionLength(digits)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
    }

    private static func row(
        _ what: String, _ measured: String, _ yardstick: String, _ ratio: String, _ budget: String, _ met: String
    ) -> String {
        let cells = [(what, 48), (measured, 12), (yardstick, 34), (ratio, 8), (budget, 14), (met, 3)]
        let line = cells.map { text, width in text + String(repeating: " ", count: max(1, width - text.count)) }.joined()
        return String(line.reversed().drop { $0 == " " }.reversed())
    }
}
