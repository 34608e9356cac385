import Advice
import ArgumentParser
import Domain
import Engine

/// What an offer must be to be recommended, and what to rank by.
struct AdviceOptions: ParsableArguments {
    @Option(
        help: "What to rank by: value (tokens per dollar, everything paid), speed or balanced.",
        completion: Candidates.words(Objective.self))
    var objective: String = "value"

    @Option(help: "The least tokens per second.")
    var minTps: Double?

    @Option(help: "The most dollars per hour, disk included.")
    var maxPrice: Double?

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling.", completion: Candidates.gpus)
    var gpu: String?

    @Option(help: "The least memory of one GPU, in GB as cards are sold.")
    var minVram: Int?

    @Option(help: "Only places that hold this text.")
    var location: String?

    @Option(help: "The least reliability, 0 to 1, as the provider states it.")
    var minReliability: Double?

    @Option(name: .shortAndLong, help: "Only this provider.", completion: Candidates.providers)
    var provider: String?

    @Option(help: "Context length in tokens that must fit.")
    var context: Int = 4096

    /// The question; throws what is wrong with a flag.
    func request(for model: KnownModel) throws -> AdviceRequest {
        try check()
        guard let objective = Objective(rawValue: objective.lowercased()) else {
            throw Problem(
                .invalidInput, "--objective cannot be '\(objective)'",
                hint: "It must be one of \(Objective.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        try FlagRange.whole("--context", context, 1...10_000_000, "tokens")
        try model.require(context: context, as: "--context")
        var request = AdviceRequest(model: model.tag)
        request.objective = objective
        request.minTokensPerSecond = try FlagRange.positive("--min-tps", minTps, atMost: 1_000_000, "tokens per second")
        request.maxPricePerHour = try FlagRange.dollars("--max-price", maxPrice)
        request.gpu = try GPUFilter.checked(gpu)
        request.minMemoryGB = minVram
        request.location = location
        request.minReliability = minReliability
        request.provider = provider.map { ProviderID(rawValue: $0.lowercased()) }
        request.contextTokens = context
        return request
    }

    /// Throws what is wrong with a flag that says something of any machine.
    func check() throws {
        try FlagRange.whole("--min-vram", minVram, 0...10_000, "GB")
        try FlagRange.number("--min-reliability", minReliability, 0...1)
        _ = try FlagRange.dollars("--max-price", maxPrice)
        _ = try GPUFilter.checked(gpu)
        try FlagRange.text("--location", location)
        try FlagRange.text("--provider", provider)
    }

    /// The flags that were given, as one would type them again.
    var words: [String] {
        var words: [String] = []
        func add(_ flag: String, _ value: String?) { if let value { words += [flag, ShellWord.quoted(value)] } }
        add("--objective", objective.lowercased() == "value" ? nil : objective.lowercased())
        add("--min-tps", minTps.map(FlagRange.plain))
        add("--max-price", maxPrice.map(FlagRange.plain))
        add("--gpu", gpu)
        add("--min-vram", minVram.map(String.init))
        add("--location", location)
        add("--min-reliability", minReliability.map(FlagRange.plain))
        add("--provider", provider)
        add("--context", contextIfUnusual)
        return words
    }

    /// The flags that measure what the advice was about.
    func bench(_ tag: String) -> String {
        "--model \(tag)" + (contextIfUnusual.map { " --context \($0)" } ?? "")
    }

    /// The flags that were given, in the words of the server.
    var members: AdviceMembers {
        AdviceMembers(
            objective: objective.lowercased() == "value" ? nil : objective.lowercased(), min_tps: minTps, max_price: maxPrice,
            gpu_type: gpu,
            min_vram: minVram, location: location, min_reliability: minReliability, provider: provider?.lowercased(),
            context: context == 4096 ? nil : context)
    }

    /// Flags that say nothing where no model is named.
    var thoseOfModels: [String] { words.filter { ["--objective", "--min-tps", "--context"].contains($0) } }

    private var contextIfUnusual: String? { context == 4096 ? nil : String(context) }
}
