import Domain
import Engine
import Foundation

/// `costs` as a person reads it.
struct CostText {
    let lines: [String]

    init(_ report: CostReport) {
        let from = report.periodStart.map { String(ProductJSON.rfc3339($0).prefix(10)) } ?? "the beginning"
        let hours = MoneyText.fixed(report.hoursUsed, 1)
        var lines = [
            "period     \(from) up to \(ProductJSON.rfc3339(report.periodEnd).prefix(10))\(report.consumer.map { ", \($0)" } ?? "")",
            "total      \(MoneyText.dollars(report.total))",
            "sessions   \(report.sessionCount), \(hours) machine hours",
        ]
        for (title, parts) in [("provider", report.byProvider), ("gpu", report.byGPUType), ("consumer", report.byConsumer)] {
            lines += parts.sorted(by: Self.isDearer).map { Self.line(title, $0) }
        }
        lines += report.bySession.sorted(by: Self.isDearer).prefix(Self.mostSessions).map { Self.line("session", $0) }
        if report.bySession.count > Self.mostSessions {
            lines.append("           \(report.bySession.count - Self.mostSessions) more sessions with -o json")
        }
        for (title, parts) in [("day", report.byDay), ("month", report.byMonth)] {
            lines += parts.sorted { $0.key < $1.key }.map { Self.line(title, $0) }
        }
        self.lines = lines
    }

    /// A month of a busy team has thousands.
    private static let mostSessions = 10

    private static func isDearer(_ one: (key: String, value: USD), _ other: (key: String, value: USD)) -> Bool {
        (other.value, one.key) < (one.value, other.key)
    }

    private static func line(_ title: String, _ part: (key: String, value: USD)) -> String {
        "\(title.padding(toLength: 11, withPad: " ", startingAt: 0))\(MoneyText.dollars(part.value))  \(part.key)"
    }
}
