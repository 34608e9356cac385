import API
import Advice
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper inventory`.
struct InventoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inventory", abstract: "List live offers, the cheapest first.",
        discussion: """
            gpu-shopper inventory --gpu "RTX 4090" --max-price 0.50
            gpu-shopper inventory --min-gpus 4 --min-vram 40 -o csv
            """)

    @Option(name: .shortAndLong, help: "Only this provider; may be repeated.", completion: Candidates.providers)
    var provider: [String] = []

    @Option(name: [.short, .long, .customLong("gpu-type")], help: "Only this GPU, in any spelling.", completion: Candidates.gpus)
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
    var disk: Int = OfferQuery.usualDiskGB

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let filter = try filter()
        let desk = try ServerDesk.looking(common, server)
        let shape: InventoryShape
        var notes: SourceNotes?
        if let context = try await desk.localUnlessNamed() {
            try context.requireProviders()
            let snapshot = try await context.inventory.snapshot(
                of: provider.map { ProviderID(rawValue: $0.lowercased()) }, matching: OfferQuery(diskGB: disk), allowingOld: true)
            let now = context.time.now
            let listing = InventoryListing(
                snapshot.offers, filter: filter, history: try await MachineHistory(from: context.store, at: now), at: now)
            let read = SourceNotes(snapshot, at: now)
            for note in read.warnings { desk.output.note(note) }
            if listing.restingCount > 0 {
                desk.output.note(
                    "note: \(listing.restingCount) offers are left out, since their machines failed lately; 'gpu-shopper offer-health' tells more"
                )
            }
            shape = InventoryShape(ListPage(first: limit, of: listing.items), from: snapshot.sources)
            notes = read
            if common.output == .json { return try desk.output.json(shape) }
        } else {
            let answer = try await desk.link.ask(.get, "inventory", query: query)
            if common.output == .json { return desk.show(answer) }
            shape = try answer.decoded()
        }
        show(shape, summary: notes?.summary ?? "From the server at \(desk.link.url).", on: desk)
    }

    private func show(_ shape: InventoryShape, summary: String, on desk: ServerDesk) {
        var table = Table([
            .init("OFFER", key: "id"), .init("GPU", key: "gpu_type"), .init("COUNT", key: "gpu_count", right: true, expendability: 3),
            .init("VRAM", key: "vram_gb", right: true, expendability: 2), .init("$/HOUR", key: "price_per_hour", right: true),
            .init("RELIABILITY", right: true, expendability: 5),
            .init("DOWN Mb/s", key: "download_mbps", right: true, expendability: 6),
            .init("WHERE", key: "location", expendability: 4),
        ])
        for row in shape.offers {
            table.add([
                .init(row.id), .init(row.gpu_type), .whole(row.gpu_count), .whole(row.vram_gb, unit: "GB"), .price(row.price_per_hour),
                .figure(row.reliability, 2), .whole(row.download_mbps.map { Int(saturating: $0) }), .init(row.location),
            ])
        }
        let words = shape.offers.isEmpty ? ["No offers match.", summary] : ["\(shape.count) of \(shape.total) offers. \(summary)"]
        desk.output.show(Sheet(.rows(table), .words(words)))
    }

    private func filter() throws -> InventoryFilter {
        try FlagRange.whole("--min-vram", minVram, 0...10_000, "GB")
        try FlagRange.whole("--min-gpus", minGpus, 0...1000)
        try FlagRange.count("--limit", limit)
        try FlagRange.whole("--disk", disk, 8...10_000, "GB")
        var filter = InventoryFilter()
        filter.gpu = try gpu.map { try GPUFilter($0) }
        filter.maxPrice = try FlagRange.dollars("--max-price", maxPrice)
        filter.minMemoryGB = minVram ?? 0
        filter.minGPUs = minGpus ?? 0
        return filter
    }

    private var query: [URLQueryItem] {
        let all: [(String, String?)] = [
            ("provider", provider.first), ("gpu_type", gpu), ("max_price", maxPrice.map(FlagRange.plain)),
            ("min_vram", minVram.map(String.init)),
            ("min_gpus", minGpus.map(String.init)), ("disk", String(disk)), ("limit", limit.map(String.init)),
        ]
        return all.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
    }
}
