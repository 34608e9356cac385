import Foundation
import Testing

struct FirstRunTests {
    @Test(arguments: [
        "advise --model qwen2:7b", "inventory", "bench run --model qwen2:7b", "cleanup-orphans", "cleanup-orphans --execute --force",
        "advise --model qwen2:7b -o json",
    ])
    func `without credentials a command says how to get a key and how to try without one`(command: String) async throws {
        try await Desk.use { desk in
            let said = try await desk.shell("\"$shop\" \(command)")
            #expect(said.status == 78, said.all)
            #expect(said.output.isEmpty, said.all)
            #expect(said.errors.contains("VASTAI_API_KEY") && said.errors.contains("https://cloud.vast.ai/"), said.all)
            #expect(said.errors.contains("gpu-sandbox") && said.errors.contains("make demo"), said.all)
        }
    }

    @Test func `the address that the advice for a first run gives is the sandbox's own`() async throws {
        try await Desk.use { desk in
            let hint = try await desk.shop("inventory").errors
            let start = try #require(hint.firstMatch(of: /gpu-sandbox --port (\d+)/))
            let point = try #require(hint.firstMatch(of: /gpu-sandbox env --port (\d+)/))
            #expect(start.1 == point.1)
            // Pasted as it stands, it must not wait for the sandbox's end.
            #expect(hint.contains(#/gpu-sandbox --port \d+ &/#))
            let doctor = try await desk.shop("doctor").output
            #expect(doctor.contains(#/gpu-sandbox --port \d+ & eval /#), "\(doctor)")
        }
    }

    @Test func `stored results can be looked at without credentials`() async throws {
        try await Desk.use { desk in
            let list = try await desk.shop("benchmarks", "list", "-o", "json", "--limit", "100")
            #expect(list.status == 0, list.all)
            let listing = try list.json()
            #expect(listing["total"].number == 83)
            #expect(listing["benchmarks"].list.count == 83)
            let id = try #require(listing["benchmarks"][0]["id"].text)
            let shown = try await desk.shop("benchmarks", "show", String(id.prefix(8)), "-o", "json")
            #expect(shown.status == 0, shown.all)
            #expect(try shown.json()["benchmark"] == listing["benchmarks"][0])
            let told = try await desk.shop("benchmarks", "show", id)
            #expect(told.status == 0 && told.output.contains(id), told.all)
            let unknown = try await desk.shop("benchmarks", "show", "no-such-result")
            #expect(unknown.status == 66 && unknown.errors.contains("no-such-result"), unknown.all)
        }
    }

    @Test func `results are listed by model and by GPU`() async throws {
        try await Desk.use { desk in
            let some = try await desk.shop("benchmarks", "list", "-m", "qwen2:7b", "-g", "4090", "-o", "json").json()
            #expect(!some["benchmarks"].list.isEmpty)
            for row in some["benchmarks"].list {
                #expect(row["model"]["name"].text == "qwen2:7b")
                #expect(row["hardware"]["gpu_name"].text?.contains("4090") == true)
            }
            let none = try await desk.shop("benchmarks", "list", "-m", "no-such:1b")
            #expect(none.status == 0 && none.output.contains("No results"), none.all)
        }
    }

    @Test(arguments: [
        ("-g", ["RTX 4090", "RTX4090", "rtx_4090", "NVIDIA GeForce RTX 4090", "4090"]),
        ("-g", ["RTX 8000", "Quadro RTX 8000", "quadro_rtx_8000"]), ("-m", ["qwen2:7b", "QWEN2:7B", "qwen2", "library/qwen2:7b"]),
        ("-p", ["vastai", "VASTAI", "VastAI"]),
    ])
    func `every spelling of a GPU, a model and a provider lists the same results`(flag: String, spellings: [String]) async throws {
        try await Desk.use { desk in
            var lists: [[String]] = []
            for spelling in spellings {
                let listing = try await desk.shop("benchmarks", "list", flag, spelling, "-o", "json", "--limit", "200").json()
                lists.append(listing["benchmarks"].list.compactMap { $0["id"].text })
            }
            #expect(lists.first?.isEmpty == false)
            #expect(Set(lists).count == 1, "\(zip(spellings, lists.map(\.count)).map { "\($0): \($1)" })")
        }
    }

    @Test func `a part of a GPU's name lists whatever holds it`() async throws {
        try await Desk.use { desk in
            let rows = try await desk.shop("benchmarks", "list", "-g", "rtx", "-o", "json", "--limit", "200").json()["benchmarks"].list
            #expect(Set(rows.compactMap { $0["hardware"]["gpu_name"].text }).count > 3)
            #expect(rows.allSatisfy { $0["hardware"]["gpu_name"].text?.lowercased().contains("rtx") == true })
        }
    }

    @Test func `the shipped results are imported once, even when several commands start together`() async throws {
        try await Desk.use { desk in
            let together = try await desk.shell(
                """
                for n in 1 2 3 4; do "$shop" benchmarks list -o json --limit 200 & started="$started $!"; done
                failed=0; for one in $started; do wait "$one" || failed=1; done; exit $failed
                """)
            #expect(together.status == 0, together.all)
            let after = try await desk.shop("benchmarks", "list", "-o", "json", "--limit", "200")
            #expect(try after.json()["total"].number == 83)
            #expect(!after.errors.contains("imported"), after.all)
        }
    }
}
