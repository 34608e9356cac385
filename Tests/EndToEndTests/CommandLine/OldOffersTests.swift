import Foundation
import Testing

@Suite(.needsSSHServer)
struct OldOffersTests {
    private static let nobody = ["VASTAI_BASE_URL": "http://127.0.0.1:1/vastai"]
    private static let down = #"{"kind":"server_error","operation":"search","status":503}"#

    @Test func `when the provider is down what only looks shows old offers with their age`() async throws {
        try await Desk.atMarket { desk, market in
            let fresh = try await desk.shop("inventory", "-o", "json").json()
            let advice = try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json").json()
            try await market.fault(Self.down)
            let down = try await desk.shop("inventory", "-o", "json")
            #expect(down.status == 0, down.all)
            let old = try down.json()
            #expect(old["offers"].list.compactMap { $0["id"].text } == fresh["offers"].list.compactMap { $0["id"].text })
            #expect(old["providers"][0]["ok"].flag == false && old["providers"][0]["error"].text?.isEmpty == false)
            #expect(down.errors.contains("warning:") && down.errors.contains("showing its offers of"), down.all)

            let told = try await desk.shop("advise", "-m", "qwen2:7b")
            #expect(told.status == 0 && told.errors.contains("showing its offers of"), told.all)
            #expect(told.output.contains("it cannot be asked now") && !told.output.contains("just now"), told.all)
            let again = try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json").json()
            #expect(again["recommendations"][0]["offer_id"] == advice["recommendations"][0]["offer_id"])

            let (before, after) = (advice["sources"][0], again["sources"][0])
            #expect(before.keys == ["provider", "offers", "skipped", "fetched_at", "problem"] && after.keys == before.keys)
            #expect(before["provider"].text == "vastai" && before["problem"] == .null)
            #expect(after["problem"].text?.contains("503") == true)
            #expect(after["fetched_at"] == before["fetched_at"] && after["offers"] == before["offers"])
        }
    }

    @Test func `a refused key is not hidden behind old offers, and neither is another address`() async throws {
        try await Desk.atMarket { desk, _ in
            for command in ["advise -m qwen2:7b", "inventory"] {
                #expect(try await desk.shell("\"$shop\" \(command)").status == 0)
                let refused = try await desk.shell("VASTAI_API_KEY=bad-key \"$shop\" \(command)")
                #expect(refused.status == 77 && refused.output.isEmpty, refused.all)
                let elsewhere = try await desk.shell("VASTAI_BASE_URL=http://127.0.0.1:1/vastai \"$shop\" \(command)")
                #expect(elsewhere.status == 69 && elsewhere.output.isEmpty, elsewhere.all)
            }
        }
    }

    @Test func `prices of yesterday are not ranked`() async throws {
        try await Desk.atMarket { desk, market in
            #expect(try await desk.shop("advise", "-m", "qwen2:7b").status == 0)
            try await market.fault(Self.down)
            #expect(try await desk.shop("advise", "-m", "qwen2:7b").status == 0)
            let aged = try await desk.shell(
                """
                python3 -c "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \
                c.execute('UPDATE searches SET fetched_at = fetched_at - 864000000'); c.commit()" \
                "$HOME/.local/share/gpu-shopper/gpu-shopper.db"
                """)
            #expect(aged.status == 0, aged.all)
            let said = try await desk.shop("advise", "-m", "qwen2:7b")
            #expect(said.status == 69 && said.output.isEmpty, said.all)
        }
    }

    @Test func `renting never uses old offers`() async throws {
        try await Desk.atMarket { desk, market in
            for command in ["advise -m qwen2:7b", "inventory"] { #expect(try await desk.shell("\"$shop\" \(command)").status == 0) }
            let gone = try await desk.shop("bench", "run", "-m", "qwen2:7b", with: Self.nobody)
            #expect(gone.status == 69, gone.all)
            try await market.fault(Self.down)
            let said = try await desk.shop("bench", "run", "-m", "qwen2:7b")
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
