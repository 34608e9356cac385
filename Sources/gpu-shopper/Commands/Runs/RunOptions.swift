import ArgumentParser
import Domain
import Engine

/// What is to be measured, in flags.
struct RunOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "A model's Ollama tag; once for each.", completion: Candidates.models)
    var model: [String]

    @Option(
        name: [.short, .long, .customLong("gpu-type")], help: "A GPU, once for each; else every card for rent.",
        completion: Candidates.gpus)
    var gpu: [String] = []

    @Option(name: .shortAndLong, help: "A provider, once for each; else all that are configured.", completion: Candidates.providers)
    var provider: [String] = []

    @Option(help: "The most that all of it may cost, in dollars.")
    var budget: Double?

    @Option(help: "From 0 to 1000; lower ones go first.")
    var priority = RunRequest.usualPriority

    @Option(help: "Only machines whose place holds this text.")
    var location: String?

    /// The request that the flags make; what they name is checked where it is kept.
    var request: RunRequest {
        get throws {
            try FlagRange.number("--budget", budget, 0...1_000_000)
            try FlagRange.whole("--priority", priority, RunRequest.priorities)
            try FlagRange.text("--location", location)
            return RunRequest(
                models: model, gpuTypes: gpu, providers: provider.map(ProviderID.init(rawValue:)),
                maxBudget: budget.flatMap(USD.init(dollars:)),
                priority: priority, location: location)
        }
    }
}
