import Advice
import ArgumentParser
import Domain
import Engine
import Foundation

/// `gpu-shopper inventory`.
struct InventoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "inventory", abstract: "List live offers, the cheapest first.")

    @Option(name: .shortAndLong, help: "Only this provider; may be repeated.")
    var provider: [String] = []

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling.")
    var gpu: String?

    @Option(help: "The most dollars per hour, disk included.")
    var maxPrice: Double?

    @Option(help: "The least memory of one GPU, in GB as cards are sold.")
    var minVram: Int?

    @Option(help: "The least number of GPUs.")
    var minGpus: Int?

    @Option(name: .shortAndLong, help: "How many to list; all when left out.")
    var limit: Int?

    @Option(help: "GB of disk to price in.")
    var disk: Int = 32

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let filter = try InventoryFilter(gpu: gpu, maxPrice: maxPrice, minVRAM: minVram, minGPUs: minGpus, limit: limit, disk: disk)
        let context = try await Context.make(common)
        try context.requireProviders()
        let snapshot = try await context.inventory.snapshot(
            of: provider.map { ProviderID(rawValue: $0.lowercased()) }, matching: OfferQuery(diskGB: disk), allowingOld: true)
        let matching = filter.apply(snapshot.offers)
        let shown = Array(matching.prefix(limit ?? matching.count))
        let view = SourceNotes(snapshot, at: context.time.now)
        for note in view.warnings { context.output.note(note) }
        if common.output == .json {
            try context.output.json(InventoryReport(offers: shown, total: matching.count, snapshot: snapshot))
            return
        }
        guard !shown.isEmpty else {
            context.output.line("No offers match.")
            context.output.line(view.summary)
            return
        }
        var table = Table([
            .init("OFFER"), .init("GPU"), .init("COUNT", right: true, expendability: 3), .init("VRAM", right: true, expendability: 2),
            .init("$/HOUR", right: true),
            .init("RELIABILITY", right: true, expendability: 5), .init("DOWN Mb/s", right: true, expendability: 6),
            .init("WHERE", expendability: 4),
        ])
        for row in shown.map(InventoryRow.init) {
            table.add([
                row.id, row.gpu_type, String(row.gpu_count), row.vram_gb.map { "\($0)GB" } ?? "-",
                MoneyText.fixed(row.price_per_hour.dollars, 3),
                row.reliability.map { MoneyText.fixed($0, 2) } ?? "-",
                row.download_mbps.map { String(Int(saturating: $0)) } ?? "-", row.location,
            ])
        }
        for line in table.lines(width: context.terminal.width) { context.output.line(line) }
        context.output.line("\n\(shown.count) of \(matching.count) offers. \(view.summary)")
    }
}
