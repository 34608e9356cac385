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
            Looks only: asks the providers for live offers, rents nothing. Speeds come from measurements where there are
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
        guard limit > 0 else { throw Problem(.invalidInput, "--limit must be above 0") }
        let request = try request(model.tag)
        let context = try await Context.make(common)
        try context.requireProviders()
        let snapshot = try await context.inventory.snapshot(
            of: provider.map { [ProviderID(rawValue: $0)] } ?? [], matching: OfferQuery(diskGB: model.diskGB), allowingOld: true)
        let evidence = try await context.store.evidence()
        let report = try Advisor().advise(request, offers: snapshot.offers, evidence: evidence, generatedAt: context.time.now)
        let notes = SourceNotes(snapshot, at: context.time.now)
        for note in notes.warnings { context.output.note(note) }
        if common.output == .json {
            try context.output.json(report)
        } else {
            for line in AdviceText(report, sources: notes, limit: limit, explains: explain, again: again(model.tag))
                .lines(width: context.terminal.width)
            {
                context.output.line(line)
            }
        }
        try await context.mentionAbandoned()
        if report.recommendations.isEmpty { throw ExitCode(3) }
    }

    private func request(_ tag: String) throws -> AdviceRequest {
        guard let objective = Objective(rawValue: objective.lowercased()) else {
            throw Problem(
                .invalidInput, "--objective cannot be '\(objective)'",
                hint: "It must be one of \(Objective.allCases.map(\.rawValue).joined(separator: ", ")).")
        }
        guard hours == nil || tokens == nil else {
            throw Problem(.invalidInput, "--hours and --tokens both give the size of the job", hint: "Keep one of them.")
        }
        for (name, value) in [("--min-tps", minTps), ("--max-price", maxPrice), ("--hours", hours), ("--tokens", tokens)] {
            guard value.map({ $0 > 0 && $0.isFinite }) ?? true else { throw Problem(.invalidInput, "\(name) must be above 0") }
        }
        var request = AdviceRequest(model: tag)
        request.objective = objective
        request.minTokensPerSecond = minTps
        if let maxPrice { request.maxPricePerHour = USD(dollars: maxPrice) }
        request.gpu = try GPUArgument(gpu)?.text
        request.minMemoryGB = minVram
        request.location = location
        request.minReliability = minReliability
        request.provider = provider.map(ProviderID.init(rawValue:))
        request.contextTokens = context
        if let tokens { request.job = .tokens(tokens) }
        if let hours { request.job = .hours(hours) }
        return request
    }

    /// The flags that were given, for the lines that suggest what to type next.
    private func again(_ tag: String) -> String {
        var words = ["--model \(tag)"]
        if let minTps { words.append("--min-tps \(MoneyText.fixed(minTps, minTps == minTps.rounded() ? 0 : 1))") }
        if let maxPrice { words.append("--max-price \(maxPrice)") }
        if let gpu { words.append("--gpu \"\(gpu)\"") }
        if objective != "value" { words.append("--objective \(objective)") }
        if context != 4096 { words.append("--context \(context)") }
        return words.joined(separator: " ")
    }
}
