import Foundation
import Testing

@Suite(.needsSSHServer)
struct InventoryTests {
    private static let keys: Set<String> = [
        "id", "provider", "gpu_type", "gpu_count", "vram_gb", "price_per_hour", "location", "available",
    ]

    @Test func `offers come sorted by price and the first can be rented`() async throws {
        try await Desk.atMarket { desk, market in
            let said = try await desk.shell("\"$shop\" inventory -o json | jq -r '.offers[0].id, .count, .total'")
            #expect(said.status == 0, said.all)
            let cheapest = try #require(said.lines.first)
            #expect(cheapest.hasPrefix("vastai-") && said.lines[1] == said.lines[2])
            let listing = try await desk.shop("inventory", "-o", "json").json()
            let prices = listing["offers"].list.compactMap { $0["price_per_hour"].number }
            #expect(prices.count > 20 && prices == prices.sorted())
            #expect(listing["providers"][0]["name"].text == "vastai" && listing["providers"][0]["ok"].flag == true)
            let offered = try await market.state().offers.map(\.id)
            #expect(offered.contains(String(cheapest.dropFirst("vastai-".count))))
            for row in listing["offers"].list {
                #expect(row.keys.isSuperset(of: Self.keys))
            }
        }
    }

    @Test(arguments: [
        "-g RTX4090 --max-price 0.50", "--gpu-type 'RTX 4090' --min-vram 24 --max-price 0.50", "--gpu rtx_4090 --max-price 0.5",
        "-g 'NVIDIA GeForce RTX 4090' -p vastai --max-price 0.50",
    ])
    func `a GPU is found in the spellings that scripts use`(flags: String) async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shell("\"$shop\" inventory \(flags) -o json")
            #expect(said.status == 0, said.all)
            let rows = try said.json()["offers"].list
            #expect(!rows.isEmpty)
            for row in rows {
                #expect(row["gpu_type"].text == "RTX 4090")
                #expect(try #require(row["price_per_hour"].number) <= 0.5)
                #expect(row["vram_gb"].number == 24)
            }
            let everything = try await desk.shell("\"$shop\" inventory -g 'RTX 4090' --max-price 0.5 -o json")
            #expect(try everything.json()["offers"].list.count == rows.count)
        }
    }

    @Test func `a provider that is named twice is asked once`() async throws {
        try await Desk.atMarket("--pull-seconds", "0.2") { desk, market in
            let once = try await desk.shop("inventory", "-p", "vastai", "-o", "json").json()
            let twice = try await desk.shop("inventory", "-p", "vastai", "-p", "VastAI", "-o", "json").json()
            #expect(twice["count"] == once["count"] && twice["providers"].list.count == 1)
            let run = try await desk.shop(
                "bench", "run", "-m", "qwen2.5:0.5b", "--duration", "1s", "-p", "vastai", "-p", "vastai")
            #expect(run.status == 0, run.all)
        }
    }

    @Test func `one name may stand for several cards and counts are respected`() async throws {
        try await Desk.atMarket("--offers", "400") { desk, _ in
            let several = try await desk.shell("\"$shop\" inventory -g A100 --min-gpus 2 --min-vram 40 -o json").json()
            #expect(!several["offers"].list.isEmpty)
            for row in several["offers"].list {
                #expect(row["gpu_type"].text?.hasPrefix("A100") == true)
                #expect(try #require(row["gpu_count"].number) >= 2)
                #expect(try #require(row["vram_gb"].number) >= 40)
            }
            let limited = try await desk.shop("inventory", "--limit", "3", "-o", "json").json()
            #expect(limited["count"].number == 3)
            #expect(try #require(limited["total"].number) > 100)
        }
    }

    @Test func `more disk costs more and nothing that matches is no failure`() async throws {
        try await Desk.atMarket { desk, _ in
            let little = try await desk.shop("inventory", "--disk", "16", "-o", "json").json()
            let much = try await desk.shop("inventory", "--disk", "500", "-o", "json").json()
            let (before, after) = (Self.prices(little), Self.prices(much))
            let shared = before.keys.filter { after[$0] != nil }
            #expect(shared.count > 10)
            #expect(shared.allSatisfy { (after[$0] ?? 0) >= (before[$0] ?? 0) })
            #expect(shared.contains { (after[$0] ?? 0) > (before[$0] ?? 0) })
            let none = try await desk.shop("inventory", "--max-price", "0.0001")
            #expect(none.status == 0 && none.output.contains("No offers match"), none.all)
            let unknown = try await desk.shop("inventory", "-p", "nobody")
            #expect(unknown.status == 64 && unknown.errors.contains("nobody"), unknown.all)
        }
    }

    /// Prices by offer.
    private static func prices(_ listing: JSONTree) -> [String: Double] {
        var prices: [String: Double] = [:]
        for row in listing["offers"].list { if let id = row["id"].text { prices[id] = row["price_per_hour"].number } }
        return prices
    }
}
