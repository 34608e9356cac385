import Advice
import ArgumentParser
import Domain
import Engine
import Foundation

/// `gpu-shopper bench run`.
struct BenchRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Rent the best offer for a model, benchmark it over SSH, destroy the machine with proof.",
        discussion: """
            Spends money: at most --budget, failed attempts included. Ctrl-C ends the machine before the command exits. \
            Exit codes: 0 the result is stored and the machine is proved gone; docs/cli.md lists the others.

            gpu-shopper bench run --model deepseek-r1:14b --gpu "RTX 3090" --budget 0.20
            """)

    @Option(name: .shortAndLong, help: "Ollama model tag, e.g. qwen2:7b.", completion: Candidates.models)
    var model: String

    @Option(name: [.customShort("i"), .long, .customLong("offer-id")], help: "Rent this offer, e.g. vastai-30434039.")
    var offer: String?

    @Option(
        name: [.short, .long, .customLong("gpu-type")], help: "Rent a GPU of this type, e.g. \"RTX 4090\".", completion: Candidates.gpus)
    var gpu: String?

    @Option(name: .shortAndLong, help: "Rent from this provider only; may be repeated.", completion: Candidates.providers)
    var provider: [String] = []

    @Option(help: "The most the whole run may cost, in dollars.")
    var budget: Double = 1.00

    @Option(help: "How long to measure, e.g. 60s or 5m.")
    var duration: String = "60s"

    @Option(help: "Context length in tokens, pinned for the measurement.")
    var context: Int = 4096

    @Option(help: "How many machines may be tried.")
    var attempts: Int = 3

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let limits = try BenchLimits(budget: budget, duration: duration, context: context, attempts: attempts)
        try FlagRange.text("--offer", offer)
        if let offer { try Self.requireOfferID(offer) }
        let context = try await Context.make(common)
        try context.requireProviders()
        let service = try context.sessionService()
        let runner = BenchRunner(context: context, service: service)
        try await runner.withSignals { interrupt in
            try await runner.recoverAbandoned(interrupt)
            let model = try KnownModel(model)
            try model.require(context: limits.contextTokens, as: "--context")
            let plan = SessionPlan(
                model: model.tag, durationSeconds: limits.durationSeconds, contextTokens: limits.contextTokens,
                budget: limits.budget, offer: offer.map(OfferID.init(rawValue:)), gpu: try GPUFilter.checked(gpu),
                providers: provider.map { ProviderID(rawValue: $0.lowercased()) }, diskGB: model.diskGB, maximumAttempts: limits.attempts)
            try await runner.run(plan, interrupt: interrupt)
        }
    }

    /// An id that no provider can have is no offer that was taken meanwhile.
    private static func requireOfferID(_ text: String) throws {
        let isOne = ProviderSet.known.contains { text.hasPrefix($0.rawValue + "-") && text.count > $0.rawValue.count + 1 }
        guard !isOne else { return }
        throw Problem(
            .invalidInput, "'\(text)' is no offer's id",
            hint: "An id begins with the provider, e.g. vastai-30434039; 'gpu-shopper advise' prints them.")
    }
}
