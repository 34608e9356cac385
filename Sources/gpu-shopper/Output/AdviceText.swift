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
    private let bench: String

    /// `again` and `bench` are the flags of the commands that are suggested at the end.
    init(_ report: AdviceReport, sources: SourceNotes, limit: Int, explains: Bool, again: String, bench: String) {
        self.report = report
        self.sources = sources
        self.limit = limit
        self.explains = explains
        self.again = again
        self.bench = bench
    }

    /// Sentences take at most 120 columns of the terminal's width.
    func sheet(width: Int) -> Sheet {
        let prose = min(width, 120)
        let fit = report.recommendations.count
        let head =
            Self.wrapped("\(report.model) \(report.summary.memoryLine)", width: prose)
            + Self.wrapped("\(report.summary.offerCount) offers, \(fit) of them will do. \(sources.summary)", width: prose)
        let shown = Array(report.recommendations.prefix(limit))
        let rows = Sheet.Part.rows(table(shown), whole: AdviceRows(report.recommendations).table)
        return Sheet(.words(head), rows, .words(shown.isEmpty ? nothing(prose) : tail(shown, prose)))
    }

    private func nothing(_ prose: Int) -> [String] {
        var lines = Self.wrapped("Nothing on the market does what was asked. \(report.summary.excludedLine ?? "")", width: prose)
        if let nearest = report.nearestMiss {
            lines += Self.wrapped("The nearest is \(nearest.offerID): \(nearest.reason).\(Self.relief(nearest.kind))", width: prose)
        }
        return lines
    }

    private func tail(_ shown: [Recommendation], _ prose: Int) -> [String] {
        var lines: [String] = []
        let fit = report.recommendations.count
        if shown.contains(where: \.isParetoOptimal) { lines.append("  * nothing here is both faster and cheaper") }
        if fit > shown.count { lines.append("  \(fit - shown.count) more with --limit \(fit)") }
        if let excluded = report.summary.excludedLine { lines += Self.wrapped(excluded, width: prose, indent: "  ") }
        if explains {
            for row in shown {
                lines += ["", "  #\(row.rank) \(row.offerID)  \(row.gpuType)"]
                let further = row.explanation.filter { !row.reasons.contains($0) }
                for reason in row.reasons + further { lines += Self.wrapped("- " + reason, width: prose, indent: "     ") }
            }
        }
        if let first = shown.first {
            lines += ["", "Rent and measure the first: gpu-shopper bench run \(bench) --offer \(first.offerID)"]
            if !explains { lines.append("Why these:                  gpu-shopper advise \(again) --explain") }
        }
        return lines
    }

    /// Which flag would let an offer in, as a sentence.
    private static func relief(_ kind: ExclusionKind) -> String {
        switch kind {
        case .tooSlow: " Lower --min-tps to let it in."
        case .tooExpensive: " Raise --max-price to let it in."
        case .doesNotFit: " A shorter --context needs less memory, and so does a smaller model."
        case .leavesMarket: " A shorter job (--hours or --tokens) would end in time."
        default: ""
        }
    }

    private func table(_ rows: [Recommendation]) -> Table {
        // What a row rests on is never left out: a prediction must not look like a measurement.
        var table = Table([
            .init("#", right: true, expendability: 2), .init("OFFER"), .init("GPU", expendability: 1, short: "GPU", shortening: 9),
            .init("$/HOUR", right: true, expendability: 3), .init("TOK/S (90 %)"),
            .init("ALL-IN $/M", right: true, expendability: 4, short: "ALL-IN", shortening: 8),
            .init("TOK/$", right: true, expendability: 6), .init("BASIS", short: "BASIS", shortening: 5),
            .init("WHERE", expendability: 7),
        ])
        for row in rows {
            let count = row.gpuCount > 1 ? "\(row.gpuCount)x " : ""
            let results = row.evidenceCount > 0 ? ", \(row.evidenceCount)" : ""
            table.add([
                "\(row.rank)\(row.isParetoOptimal ? "*" : " ")", .init(row.offerID.rawValue),
                .init(count + row.gpuType, short: Self.short(count + row.gpuType)), .init(MoneyText.fixed(row.pricePerHour.dollars, 3)),
                "\(Self.rate(row.tokensPerSecond)) (\(Self.rate(row.tokensPerSecondLow))-\(Self.rate(row.tokensPerSecondHigh)))",
                .init(MoneyText.fixed(row.allInDollarsPerMillionTokens, 2)), .init(Self.compact(row.tokensPerDollar)),
                .init(row.basis.rawValue + results, short: (row.basis == .transferred ? "transf." : row.basis.rawValue) + results),
                .init(row.location),
            ])
        }
        return table
    }

    /// `RTX 4070 TiS` for `RTX 4070 Ti SUPER`, and nothing much longer than that.
    private static func short(_ gpu: String) -> String {
        let name = gpu.replacing(" Ti SUPER", with: " TiS").replacing(" SUPER", with: " S").replacing(" Laptop", with: " Lap")
        return name.count > 13 ? name.prefix(12) + "…" : name
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
