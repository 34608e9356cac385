import Domain
import Engine
import Foundation

/// The last line about a session.
struct SessionSentence {
    let text: String

    init(_ session: Session, result: BenchmarkResult? = nil, at date: Date) {
        let cost = "\(MoneyText.dollars(session.accrued(at: date))) spent"
        switch (session.state.outcome, result) {
        case (_, let result?):
            let figures = result.results
            var parts = ["  result     \(MoneyText.fixed(figures.avgTokensPerSecond, 1)) tok/s"]
            if let low = figures.tokensPerSecondLow, let high = figures.tokensPerSecondHigh {
                parts[0] += " (95 %: \(MoneyText.fixed(low, 1))-\(MoneyText.fixed(high, 1)))"
            }
            if figures.p50TTFTMS > 0 { parts.append("first token \(Int(saturating: figures.p50TTFTMS.rounded())) ms") }
            if let prefill = figures.prefillTokensPerSecond { parts.append("prefill \(Int(saturating: prefill.rounded())) tok/s") }
            parts.append(cost)
            if session.state.outcome == nil { parts.append("the machine is NOT proved gone") }
            if result.verdict != .valid { parts.append("\(result.verdict.rawValue): \(result.verdictReasons.joined(separator: "; "))") }
            text = parts.joined(separator: ", ")
        case (.succeeded?, nil): text = "  done       \(cost)"
        case (nil, nil): text = "  unfinished the machine may still be there, \(cost)"
        case (.cancelled?, nil): text = "  stopped    the machine is gone, \(cost)"
        default:
            let fate = session.attempts.contains { $0.instance != nil } ? "the machine is gone" : "nothing was rented"
            text = "  failed     \(fate), \(cost)"
        }
    }
}
