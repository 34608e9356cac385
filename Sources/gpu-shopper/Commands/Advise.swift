import Advice
import ArgumentParser
import Domain
import Engine
import Foundation
import Storage

/// `gpu-shopper advise`.
struct Advise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank live offers for a model by what it will really do on them.",
        discussion: """
            Looks only: asks the providers for live offers, rents nothing. Speeds come from measurements where there are \
            some and from a calibrated prediction elsewhere; BASIS says which.
            """)

    @Option(name: .shortAndLong, help: "Ollama model tag, e.g. qwen2:7b.")
    var model: String

    @Option(help: "What to rank by: value (tokens per dollar, everything paid), speed or balanced.")
    var objective: String = "value"

    @Option(help: "The least tokens per second.")
    var minTps: Double?

    @Option(help: "The most dollars per hour, disk included.")
    var maxPrice: Double?

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling.")
    var gpu: String?

    @Option(help: "The least memory of one GPU, in GB as cards are sold.")
    var minVram: Int?

    @Option(help: "Only places that hold this text.")
    var location: String?

    @Option(help: "The least reliability, 0 to 1, as the provider states it.")
    var minReliability: Double?

    @Option(name: .shortAndLong, help: "Only this provider.")
    var provider: String?

    @Option(help: "Context length in tokens that must fit.")
    var context: Int = 4096

    @Option(help: "Size of the job in hours; boot, pull and failures are spread over it.")
    var hours: Double?

    @Option(help: "Size of the job in tokens, instead of --hours.")
    var tokens: Double?

    @Option(name: .shortAndLong, help: "Rows to show.")
    var limit: Int = 10

    @Flag(help: "Say for each row what it rests on.")
    var explain = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let model = try ModelArgument.known(model)
        let request = try request(for: model)
        try FlagRange.count("--limit", limit)
        let context = try await Context.make(common)
        try context.requireProviders()
        let snapshot = try await context.inventory.snapshot(
            of: provider.map { [ProviderID(rawValue: $0.lowercased())] } ?? [], matching: OfferQuery(diskGB: model.diskGB),
            allowingOld: true)
        let evidence = try await AdviceEvidence(from: context.store)
        let now = context.time.now
        let report = try Advisor().advise(
            request, offers: snapshot.offers, evidence: evidence.results, hostFaults: evidence.hostFaults,
            history: evidence.history(at: now), generatedAt: now)
        let notes = SourceNotes(snapshot, at: context.time.now)
        for note in notes.warnings { context.output.note(note) }
        if common.output == .json {
            try context.output.json(AdviceDocument(report, sources: snapshot.sources))
        } else {
            let text = AdviceText(
                report, sources: notes, limit: limit, explains: explain, again: again(model.tag), bench: bench(model.tag))
            for line in text.lines(width: context.terminal.width) { context.output.line(line) }
        }
        try await context.mentionAbandoned()
        if report.recommendations.isEmpty { throw ExitCode(3) }
    }

    private func request(for model: ModelArgument) throws -> AdviceRequest {
        guard let objective = Objective(rawValue: objective.lowercased()) else {
            throw Problem(
                .invalidInput, "--objective cannot be '\(objective)'",
                hint: "It must be one of \(Objective.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard hours == nil || tokens == nil else {
            throw Problem(.invalidInput, "--hours and --tokens both give the size of the job", hint: "Keep one of them.")
        }
        try FlagRange.whole("--min-vram", minVram, 0...10_000, "GB")
        try FlagRange.number("--min-reliability", minReliability, 0...1)
        try FlagRange.whole("--context", context, 1...10_000_000, "tokens")
        try model.require(context: context)
        try FlagRange.text("--location", location)
        try FlagRange.text("--provider", provider)
        var request = AdviceRequest(model: model.tag)
        request.objective = objective
        request.minTokensPerSecond = try FlagRange.positive("--min-tps", minTps, atMost: 1_000_000, "tokens per second")
        request.maxPricePerHour = try FlagRange.dollars("--max-price", maxPrice)
        request.gpu = try GPUArgument(gpu)?.text
        request.minMemoryGB = minVram
        request.location = location
        request.minReliability = minReliability
        request.provider = provider.map { ProviderID(rawValue: $0.lowercased()) }
        request.contextTokens = context
        if let tokens = try FlagRange.positive("--tokens", tokens, atMost: 1e15) { request.job = .tokens(tokens) }
        if let hours = try FlagRange.positive("--hours", hours, atMost: 100_000) { request.job = .hours(hours) }
        return request
    }

    /// The flags that were given, for the line that suggests to ask again.
    private func again(_ tag: String) -> String {
        var words = ["--model", tag]
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
        add("--hours", hours.map(FlagRange.plain))
        add("--tokens", tokens.map(FlagRange.plain))
        return words.joined(separator: " ")
    }

    /// The flags that measure what the advice was about.
    private func bench(_ tag: String) -> String {
        "--model \(tag)" + (contextIfUnusual.map { " --context \($0)" } ?? "")
    }

    private var contextIfUnusual: String? { context == 4096 ? nil : String(context) }
}
