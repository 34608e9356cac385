import API
import Advice
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper estimate`.
struct Estimate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Estimate how fast a GPU is with a model, whether or not one is for rent.",
        discussion: """
            The interval holds for nine in ten healthy hosts. A model that the catalogue lacks is described by the size of its \
            download and its number of layers.

            gpu-shopper estimate --model llama3.1:8b --gpu "RTX 4090"
            gpu-shopper estimate --model mine --gpu "A100 80GB" --weights-gb 40 --layers 80
            """)

    @Option(name: .shortAndLong, help: "An Ollama tag, or any name for a model that is described.", completion: Candidates.models)
    var model: String

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "The GPU, in any spelling.", completion: Candidates.gpus)
    var gpu: String

    @Option(help: "How many of it.")
    var count = 1

    @Option(name: .shortAndLong, help: "Who rents it out.", completion: Candidates.providers)
    var provider: String?

    @Option(help: "Context length in tokens.")
    var context = 4096

    @Option(help: "Size of the model's download, GB.")
    var weightsGb: Double?

    @Option(help: "Number of its layers (blocks).")
    var layers: Int?

    @Option(help: "GB that are read per token, for a mixture of experts.")
    var activeGb: Double?

    @Option(help: "Keys and values of one token, KiB.")
    var kvKib: Double?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let question = try question()
        let desk = try ServerDesk.looking(common, server)
        let answer: SpeedAnswer
        if let local = try await desk.localUnlessNamed() {
            answer = try await AdviceDesk(store: local.store, time: local.time).estimate(question)
            if common.output == .json { return try desk.output.json(answer) }
        } else {
            let said = try await desk.link.ask(.get, "estimate", query: query)
            if common.output == .json { return desk.show(said) }
            answer = try said.decoded()
        }
        desk.output.show(EstimateText(answer).sheet)
    }

    private func question() throws -> EstimateQuestion {
        try FlagRange.text("--model", model)
        try FlagRange.whole("--count", count, 1...64)
        try FlagRange.whole("--context", context, 1...10_000_000, "tokens")
        try FlagRange.positive("--weights-gb", weightsGb, atMost: 10_000, "GB")
        try FlagRange.whole("--layers", layers, 1...10_000)
        try FlagRange.positive("--active-gb", activeGb, atMost: 10_000, "GB")
        try FlagRange.positive("--kv-kib", kvKib, atMost: 1_000_000, "KiB")
        let described = ModelDescription(name: model, weightsGB: weightsGb, layers: layers, activeGB: activeGb, kvKiB: kvKib)
        let found = try described.model { "--" + $0.replacing("_", with: "-") }
        return EstimateQuestion(model: found, gpu: gpu, count: count, provider: provider?.lowercased(), contextTokens: context)
    }

    private var query: [URLQueryItem] {
        let all: [(String, String?)] = [
            ("model", model), ("gpu", gpu), ("count", String(count)), ("provider", provider), ("context", String(context)),
            ("weights_gb", weightsGb.map(FlagRange.plain)), ("layers", layers.map(String.init)),
            ("active_gb", activeGb.map(FlagRange.plain)),
            ("kv_kib", kvKib.map(FlagRange.plain)),
        ]
        return all.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
    }
}
