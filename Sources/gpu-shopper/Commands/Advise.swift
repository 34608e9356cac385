import API
import Advice
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes
import Storage

/// `gpu-shopper advise`.
struct Advise: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Rank live offers for a model by what it will really do on them.",
        discussion: """
            Looks only: asks the providers for live offers, rents nothing. Speeds come from measurements where there are \
            some and from a calibrated prediction elsewhere; BASIS says which.

            gpu-shopper advise --model deepseek-r1:14b --min-tps 60 --max-price 0.50
            """)

    @Option(name: .shortAndLong, help: "Ollama model tag, e.g. qwen2:7b.", completion: Candidates.models)
    var model: String

    @Option(name: .shortAndLong, help: "Rows to show.")
    var limit: Int = 10

    @Flag(help: "Say for each row what it rests on.")
    var explain = false

    @OptionGroup var terms: AdviceOptions
    @OptionGroup var size: JobOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let model = try KnownModel(model)
        var request = try terms.request(for: model)
        request.job = try size.job() ?? request.job
        try FlagRange.count("--limit", limit)
        let desk = try ServerDesk.looking(common, server)
        let document: AdviceDocument
        if let context = try await desk.localUnlessNamed() {
            document = try await ask(request, for: model, context: context)
        } else {
            let query = [URLQueryItem(name: "model", value: model.tag)] + terms.members.query + size.query
            let answer = try await desk.link.ask(.get, "advise", query: query)
            document = try answer.decoded()
            if common.output == .json { desk.show(answer) }
        }
        let report = document.report
        if common.output != .json {
            let text = AdviceText(
                report, sources: SourceNotes(document.sources, at: SystemTime().now), limit: limit, explains: explain,
                again: (["--model", model.tag] + terms.words + size.words).joined(separator: " "), bench: terms.bench(model.tag))
            desk.output.show(text.sheet(width: desk.output.terminal.width))
        }
        if report.recommendations.isEmpty { throw ExitCode(3) }
    }

    /// Asks the providers, and what the local database holds.
    private func ask(_ request: AdviceRequest, for model: KnownModel, context: Context) async throws -> AdviceDocument {
        try context.requireProviders()
        let snapshot = try await context.inventory.snapshot(
            of: terms.provider.map { [ProviderID(rawValue: $0.lowercased())] } ?? [], matching: OfferQuery(diskGB: model.diskGB),
            allowingOld: true)
        let report = try await AdviceDesk(store: context.store, time: context.time).advise(request, offers: snapshot.offers)
        let notes = SourceNotes(snapshot, at: context.time.now)
        for note in notes.warnings { context.output.note(note) }
        let document = AdviceDocument(report, sources: snapshot.sources)
        if common.output == .json { try context.output.json(document) }
        try await context.mentionAbandoned()
        return document
    }
}
