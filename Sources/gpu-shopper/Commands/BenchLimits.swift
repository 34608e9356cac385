import Domain
import Engine

/// The numbers of a benchmark, checked.
struct BenchLimits {
    let budget: USD
    let durationSeconds: Int
    let contextTokens: Int
    let attempts: Int

    init(budget: Double, duration: String, context: Int, attempts: Int) throws {
        guard let amount = USD(dollars: budget), amount > .zero else {
            throw Problem(.invalidInput, "--budget must be above 0", hint: "Give dollars for the whole run, e.g. 0.50.")
        }
        guard let span = DurationText.parse(duration) ?? Double(duration).flatMap({ $0 > 0 ? .seconds($0) : nil }) else {
            throw Problem(.invalidInput, "--duration cannot be '\(duration)'", hint: "Give a span, e.g. 60s or 5m.")
        }
        let seconds = Int(span.inSeconds.rounded())
        guard (1...7200).contains(seconds) else {
            throw Problem(.invalidInput, "--duration must be from 1s to 2h", hint: "60s is enough for most models.")
        }
        guard (256...1_048_576).contains(context) else {
            throw Problem(.invalidInput, "--context must be from 256 to 1048576 tokens")
        }
        guard (1...10).contains(attempts) else {
            throw Problem(.invalidInput, "--attempts must be from 1 to 10")
        }
        self.budget = amount
        durationSeconds = seconds
        contextTokens = context
        self.attempts = attempts
    }
}
