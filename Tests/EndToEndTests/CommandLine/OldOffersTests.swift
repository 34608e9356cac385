import Foundation
import Testing

@Suite(.needsSSHServer)
struct OldOffersTests {
    private static let nobody = ["VASTAI_BASE_URL": "http://127.0.0.1:1/vastai"]

    @Test func `when the provider is down what only looks shows old offers with their age`() async throws {
        try await Desk.atMarket { desk, _ in
            // The database must be one and the same, whatever address is asked.
            let fresh = try await desk.shop("inventory", "-o", "json").json()
            let advice = try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json").json()
            let down = try await desk.shop("inventory", "-o", "json", with: Self.nobody)
            #expect(down.status == 0, down.all)
            let old = try down.json()
            #expect(old["offers"].list.compactMap { $0["id"].text } == fresh["offers"].list.compactMap { $0["id"].text })
            #expect(old["providers"][0]["ok"].flag == false && old["providers"][0]["error"].text?.isEmpty == false)
            #expect(down.errors.contains("warning:") && down.errors.contains("showing its offers of"), down.all)

            let told = try await desk.shop("advise", "-m", "qwen2:7b", with: Self.nobody)
            #expect(told.status == 0 && told.errors.contains("showing its offers of"), told.all)
            let again = try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json", with: Self.nobody).json()
            #expect(again["recommendations"][0]["offer_id"] == advice["recommendations"][0]["offer_id"])
        }
    }

    @Test func `renting never uses old offers`() async throws {
        try await Desk.atMarket { desk, market in
            for command in ["advise -m qwen2:7b", "inventory"] { #expect(try await desk.shell("\"$shop\" \(command)").status == 0) }
            let said = try await desk.shop("bench", "run", "-m", "qwen2:7b", with: Self.nobody)
            #expect(said.status == 69, said.all)
            #expect(try await market.state().count("create") == 0)
        }
    }

    @Test func `with nothing to show the failure is said with its exit code`() async throws {
        try await Desk.atMarket { desk, market in
            for command in ["advise -m qwen2:7b", "inventory"] {
                let down = try await desk.shell("VASTAI_BASE_URL=http://127.0.0.1:1/vastai \"$shop\" \(command)")
                #expect(down.status == 69 && down.output.isEmpty && down.errors.contains("vast"), down.all)
            }
            try await market.fault(#"{"kind":"html","operation":"search"}"#)
            let html = try await desk.shop("inventory")
            #expect([69, 76].contains(html.status) && !html.errors.contains("<html"), html.all)
            try await market.clearFaults()
            #expect(try await desk.shop("inventory").status == 0)
        }
    }

    @Test func `a market with broken items is shown without them and they are counted`() async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shop("inventory", "-o", "json")
            let skipped = try #require(try said.json()["providers"][0]["skipped"].number)
            if skipped > 0 { #expect(said.errors.contains("could not be used"), said.all) }
        }
    }
}
