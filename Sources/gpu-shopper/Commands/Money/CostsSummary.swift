import ArgumentParser
import Domain
import Engine

/// `gpu-shopper costs summary`.
struct CostsSummary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "What was spent this month.",
        discussion: "gpu-shopper costs summary --consumer me")

    @Option(name: .shortAndLong, help: "Only this consumer's.")
    var consumer: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        let month = try CostPeriod(now: SystemTime().now)
        try await CostQuestion(desk: desk).answer(
            CostQuery(consumer: consumer, from: month.from, to: month.to), path: "costs/summary", [("consumer_id", consumer)])
    }
}
