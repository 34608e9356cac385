import ArgumentParser
import Engine

/// About which model a question is.
struct QuestionOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The model, an Ollama tag such as qwen2:7b.", completion: Candidates.models)
    var model: String

    @Flag(help: "Let doubtful results count too.")
    var includeSuspect = false

    /// The question; throws what is wrong with a flag.
    func question(minTps: Double? = nil) throws -> BenchmarkQuestion {
        try FlagRange.text("--model", model)
        try FlagRange.number("--min-tps", minTps, 0...1_000_000)
        return BenchmarkQuestion(model: model, minTokensPerSecond: minTps ?? 0, includesSuspect: includeSuspect)
    }
}
