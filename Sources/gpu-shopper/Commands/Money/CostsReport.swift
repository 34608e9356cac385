import ArgumentParser
import Domain
import Engine
import Foundation

/// `gpu-shopper costs report`, which is also what `gpu-shopper costs` does.
struct CostsReport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "What was spent in a span of time; this month when none is named.",
        discussion: """
            gpu-shopper costs report --start 2026-01-01 --end 2026-02-01
            gpu-shopper costs --session 70e2
            """)

    @Option(name: .shortAndLong, help: "Only this consumer's.")
    var consumer: String?

    @Option(name: .shortAndLong, help: "Only this session's, whenever it was; its id, or its first characters.")
    var session: String?

    @Option(name: .shortAndLong, help: "Today or this month, in UTC: daily or monthly.", completion: .list(["daily", "monthly"]))
    var period: String?

    @Option(help: "From this day on, as YYYY-MM-DD.")
    var start: String?

    @Option(help: "Up to this day, which does not count itself.")
    var end: String?

    @Option(help: "Only this provider's.", completion: Candidates.providers)
    var provider: String?

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU's, in any spelling.", completion: Candidates.gpus)
    var gpu: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        // Said before anybody is asked, and in the words of the flags.
        let span = try CostPeriod(period: period, start: start, end: end, now: SystemTime().now, names: .flags)
        let desk = try ServerDesk.looking(common, server)
        if let session { return try await CostQuestion(desk: desk).answer(for: try SessionReference(session)) }
        let query = CostQuery(
            consumer: consumer, provider: provider.map { ProviderID(rawValue: $0.lowercased()) }, gpuType: gpu, from: span.from, to: span.to
        )
        let arguments = [
            ("consumer_id", consumer), ("period", period), ("start_date", start), ("end_date", end), ("provider", provider),
            ("gpu_type", gpu),
        ]
        try await CostQuestion(desk: desk).answer(query, path: "costs", arguments)
    }
}
