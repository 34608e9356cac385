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
            for (name, amount) in parts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
                lines.append("\(title.padding(toLength: 11, withPad: " ", startingAt: 0))\(MoneyText.dollars(amount))  \(name)")
            }
        }
        self.lines = lines
    }
}
