import Domain
import Engine
import Foundation

/// `costs` as a person reads it.
struct CostText {
    private let report: CostReport

    init(_ report: CostReport) { self.report = report }

    /// A person sees the dearest sessions; a spreadsheet gets them all.
    var sheet: Sheet {
        let from = report.periodStart.map { String(ProductJSON.rfc3339($0).prefix(10)) } ?? "the beginning"
        let until = ProductJSON.rfc3339(report.periodEnd).prefix(10)
        let hours = MoneyText.fixed(report.hoursUsed, 1)
        let period = Facts([
            "period": "\(from) up to \(until)\(report.consumer.map { ", \($0)" } ?? "")",
            "total": MoneyText.dollars(report.total),
            "sessions": "\(report.sessionCount), \(hours) machine hours",
        ])
        let more = report.bySession.count - Self.mostSessions
        return Sheet(
            .words(period.lines(.plain)), .rows(table(sessions: Self.mostSessions), whole: table(sessions: .max)),
            .words(more > 0 ? ["\(more) more sessions with -o csv"] : []))
    }

    /// A month of a busy team has thousands.
    private static let mostSessions = 10

    private func table(sessions most: Int) -> Table {
        var table = Table([.init("BY"), .init("COST", key: "cost_usd", right: true), .init("NAME")])
        for (title, parts) in [("provider", report.byProvider), ("gpu", report.byGPUType), ("consumer", report.byConsumer)] {
            for part in parts.sorted(by: Self.isDearer) { table.add([.init(title), .dollars(part.value), .init(part.key)]) }
        }
        for part in report.bySession.sorted(by: Self.isDearer).prefix(most) {
            table.add(["session", .dollars(part.value), .init(part.key)])
        }
        for (title, parts) in [("day", report.byDay), ("month", report.byMonth)] {
            for part in parts.sorted(by: { $0.key < $1.key }) { table.add([.init(title), .dollars(part.value), .init(part.key)]) }
        }
        return table
    }

    private static func isDearer(_ one: (key: String, value: USD), _ other: (key: String, value: USD)) -> Bool {
        (other.value, one.key) < (one.value, other.key)
    }
}
