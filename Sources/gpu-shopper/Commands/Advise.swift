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

    @Option(name: .shortAndLong, help: "Rows to show.")
    var limit: Int = 10

    @Flag(help: "Say for each row what it rests on.")
    var explain = false

    @OptionGroup var terms: AdviceOptions
    @OptionGroup var size: JobOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let model = try KnownModel(model)
        var request = try terms.request(for: model)
        request.job = try size.job() ?? request.job
        try FlagRange.count("--limit", limit)
        let context = try await Context.make(common)
        try context.requireProviders()
        let snapshot = try await context.inventory.snapshot(
            of: terms.provider.map { [ProviderID(rawValue: $0.lowercased())] } ?? [], matching: OfferQuery(diskGB: model.diskGB),
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
                report, sources: notes, limit: limit, explains: explain,
                again: (["--model", model.tag] + terms.words + size.words).joined(separator: " "), bench: terms.bench(model.tag))
            for line in text.lines(width: context.terminal.width) { context.output.line(line) }
        }
        try await context.mentionAbandoned()
        if report.recommendations.isEmpty { throw ExitCode(3) }
    }
}
