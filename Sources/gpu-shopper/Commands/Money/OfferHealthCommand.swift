import API
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper offer-health`.
struct OfferHealthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "offer-health", abstract: "Which machines and kinds of GPU failed lately, and what that changes.",
        discussion: """
            Reads the local database; with --server or GPU_SHOPPER_URL it asks that server.

            gpu-shopper offer-health --gpu "RTX 4090"
            """)

    @Option(name: .shortAndLong, help: "Only this provider's.", completion: Candidates.providers)
    var provider: String?

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling.", completion: Candidates.gpus)
    var gpu: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        let health: OfferHealthShape
        if let context = try await desk.localUnlessNamed() {
            health = OfferHealthShape(
                try await OfferHealthReport(
                    from: context.store, provider: provider.map { ProviderID(rawValue: $0.lowercased()) }, gpuType: gpu,
                    at: context.time.now))
            if common.output == .json { return try desk.output.json(health) }
        } else {
            let items = [("provider", provider), ("gpu_type", gpu)].compactMap { name, value in
                value.map { URLQueryItem(name: name, value: $0) }
            }
            let answer = try await desk.link.ask(.get, "offer-health", query: items)
            if common.output == .json { return desk.show(answer) }
            health = try answer.decoded()
        }
        desk.output.show(OfferHealthTable(health).sheet)
    }
}
