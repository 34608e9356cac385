import Advice
import Engine

/// `estimate` as a person reads it.
struct EstimateText {
    private let answer: SpeedAnswer

    init(_ answer: SpeedAnswer) { self.answer = answer }

    /// For a spreadsheet the figures without their explanation.
    var sheet: Sheet {
        let taken = answer.assumptions
        let facts = Facts([
            "model": answer.model, "gpu type": answer.gpu_type, "gpu count": "\(taken.gpu_count)",
            "tokens per second": FlagRange.plain(answer.tokens_per_second),
            "tokens per second low": FlagRange.plain(answer.tokens_per_second_low),
            "tokens per second high": FlagRange.plain(answer.tokens_per_second_high), "basis": answer.basis.rawValue,
            "memory needed gib": FlagRange.plain(taken.memory_needed_gib), "fits": "\(taken.fits)",
        ])
        return Sheet(.told(lines.map { .init($0) }, facts.table))
    }

    private var lines: [String] {
        let taken = answer.assumptions
        let cards = taken.gpu_count > 1 ? "\(taken.gpu_count)x \(answer.gpu_type)" : answer.gpu_type
        let margin = MoneyText.fixed(abs(taken.memory_margin_gib), 1)
        let need = "it takes \(MoneyText.fixed(taken.memory_needed_gib, 1)) GiB at \(taken.context_tokens) context"
        let range = "\(number(answer.tokens_per_second_low)) to \(number(answer.tokens_per_second_high))"
        var lines = [
            "\(answer.model) on \(cards): \(number(answer.tokens_per_second)) tok/s (90 %: \(range)), \(answer.basis.rawValue)",
            taken.fits
                ? "  \(need) and fits with \(margin) GiB to spare"
                : "  \(need) and does not fit: \(margin) GiB are missing, so it will be far slower",
        ]
        if let gpu = taken.gpu { lines.append("  the GPU is \(gpu)") }
        return lines + answer.explanation.map { "  " + $0 }
    }

    private func number(_ value: Double) -> String { MoneyText.fixed(value, value < 10 ? 2 : value < 100 ? 1 : 0) }
}
