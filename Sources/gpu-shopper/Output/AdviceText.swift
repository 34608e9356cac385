import Advice
import Domain
import Engine

/// `advise` as a person reads it.
struct AdviceText {
    private let report: AdviceReport
    private let sources: SourceNotes
    private let limit: Int
    private let explains: Bool
    private let again: String

    init(_ report: AdviceReport, sources: SourceNotes, limit: Int, explains: Bool, again: String) {
        self.report = report
        self.sources = sources
        self.limit = limit
        self.explains = explains
        self.again = again
    }

    func lines(width: Int) -> [String] {
        var lines = Self.wrapped("\(report.model) \(report.summary.memoryLine)", width: width)
        let fit = report.recommendations.count
        lines.append("\(report.summary.offerCount) offers, \(fit) of them will do. \(sources.summary)")
        lines.append("")
        guard !report.recommendations.isEmpty else {
            lines += Self.wrapped("Nothing on the market does what was asked. \(report.summary.excludedLine ?? "")", width: width)
            if let nearest = report.excluded.first { lines += Self.wrapped("For one: \(nearest.offerID) \(nearest.reason).", width: width) }
            return lines
        }
        let shown = Array(report.recommendations.prefix(limit))
        lines += table(shown).lines(width: width)
        lines.append("")
        if shown.contains(where: \.isParetoOptimal) { lines.append("  * nothing here is both faster and cheaper") }
        if fit > shown.count { lines.append("  \(fit - shown.count) more with --limit \(fit)") }
        if let excluded = report.summary.excludedLine { lines += Self.wrapped(excluded, width: width, indent: "  ") }
        if explains {
            for row in shown {
                lines += ["", "  #\(row.rank) \(row.offerID)  \(row.gpuType)"]
                for reason in row.explanation { lines += Self.wrapped("- " + reason, width: width, indent: "     ") }
            }
        }
        if let first = shown.first {
            lines += ["", "Rent and measure the first: gpu-shopper bench run --model \(report.model) --offer \(first.offerID)"]
            if !explains { lines.append("Why these:                  gpu-shopper advise \(again) --explain") }
        }
        return lines
    }

    private func table(_ rows: [Recommendation]) -> Table {
        var table = Table([
            .init("#", right: true), .init("OFFER"), .init("GPU"), .init("$/HOUR", right: true), .init("TOK/S (90 %)"),
            .init("ALL-IN $/M", right: true), .init("TOK/$", right: true, expendability: 4), .init("BASIS", expendability: 2),
            .init("WHERE", expendability: 3),
        ])
        for row in rows {
            let count = row.gpuCount > 1 ? "\(row.gpuCount)x " : ""
            table.add([
                "\(row.rank)\(row.isParetoOptimal ? "*" : " ")", row.offerID.rawValue, count + row.gpuType,
                MoneyText.fixed(row.pricePerHour.dollars, 3),
                "\(Self.rate(row.tokensPerSecond)) (\(Self.rate(row.tokensPerSecondLow))-\(Self.rate(row.tokensPerSecondHigh)))",
                MoneyText.fixed(row.allInDollarsPerMillionTokens, 2), Self.compact(row.tokensPerDollar),
                row.evidenceCount > 0 ? "\(row.basis.rawValue), \(row.evidenceCount)" : row.basis.rawValue, row.location,
            ])
        }
        return table
    }

    private static func rate(_ value: Double) -> String { MoneyText.fixed(value, value < 10 ? 1 : 0) }

    private static func compact(_ value: Double) -> String {
        switch value {
        case 1e6...: MoneyText.fixed(value / 1e6, 1) + "M"
        case 1e3...: MoneyText.fixed(value / 1e3, 0) + "k"
        default: MoneyText.fixed(value, 0)
        }
    }

    /// Breaks at blanks; continuation lines are indented two further.
    static func wrapped(_ text: String, width: Int, indent: String = "") -> [String] {
        var lines: [String] = []
        var line = indent
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, line.count + 1 + word.count > width {
                lines.append(line)
                line = indent + "  "
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        return lines + [line]
    }
}
