import Domain
import Engine

/// The numbers of a benchmark, checked.
struct BenchLimits {
    let budget: USD
    let durationSeconds: Int
    let contextTokens: Int
    let attempts: Int

    init(budget: Double, duration: String, context: Int, attempts: Int) throws {
        guard let amount = try FlagRange.dollars("--budget", budget) else {
            throw Problem(.invalidInput, "--budget is empty", hint: "Give dollars for the whole run, e.g. 0.50.")
        }
        guard let span = DurationText.parse(duration) ?? DurationText.seconds(duration) else {
            throw Problem(
                .invalidInput, "--duration cannot be '\(duration.prefix(40))'", hint: "Give a span from 1s to 2h, e.g. 60s or 5m.")
        }
        let seconds = Int(saturating: span.inSeconds.rounded())
        guard (1...7200).contains(seconds) else {
            throw Problem(
                .invalidInput, "--duration must be from 1s to 2h, not \(duration.prefix(40))", hint: "60s is enough for most models.")
        }
        try FlagRange.whole("--context", context, 256...1_048_576, "tokens")
        try FlagRange.whole("--attempts", attempts, 1...10)
        self.budget = amount
        durationSeconds = seconds
        contextTokens = context
        self.attempts = attempts
    }
}
