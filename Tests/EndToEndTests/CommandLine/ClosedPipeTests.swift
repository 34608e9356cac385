import Testing

@Suite(.needsSSHServer)
struct ClosedPipeTests {
    @Test(arguments: ["inventory", "inventory -o json", "advise -m qwen2:7b --explain", "advise -m qwen2:7b -o json"])
    func `a reader that leaves early is no failure`(command: String) async throws {
        // Enough offers to fill any pipe.
        try await Desk.atMarket("--offers", "1500") { desk, _ in
            let said = try await desk.shell("\"$shop\" \(command) | head -1; echo ${PIPESTATUS[0]}")
            #expect(said.lines.dropFirst().first == "0", said.all)
            #expect(!said.errors.contains("error") && !said.errors.contains("Fatal"), said.all)
            let closed = try await desk.shell("\"$shop\" \(command) >&-")
            #expect(closed.status < 128, closed.all)
            let full = try await desk.shell("\"$shop\" \(command) 2>/dev/full >/dev/null")
            #expect(full.status == 0, full.all)
        }
    }

    @Test func `the help may be cut off too`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shell(
                "for i in 1 2 3; do \"$shop\" --help | head -1; echo ${PIPESTATUS[0]}; \"$shop\" benchmarks list --limit 200 -o json | head -1; echo ${PIPESTATUS[0]}; done"
            )
            #expect(said.lines.filter { $0 == "0" }.count == 6, said.all)
        }
    }

    @Test(arguments: ["inventory", "inventory -o json", "advise -m qwen2:7b", "advise -m qwen2:7b -o json", "benchmarks list", "--help"])
    func `a result that cannot be written is said and exits with 74`(command: String) async throws {
        try await Desk.atMarket { desk, _ in
            let full = try await desk.shell("\"$shop\" \(command) >/dev/full")
            #expect(full.status == 74, full.all)
            #expect(full.errors.contains("could not be written") && full.errors.contains("No space left"), full.all)
            let closed = try await desk.shell("\"$shop\" \(command) >&-")
            #expect(closed.status == 74, closed.all)
        }
    }

    @Test func `a failure keeps its own exit code when its report is lost too`() async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shell("\"$shop\" advise -m llama3.1:405b --max-price 0.001 >/dev/full")
            #expect(said.status == 3 && said.errors.contains("could not be written"), said.all)
        }
    }

    @Test func `a benchmark whose report cannot be written ends its machine and keeps its result`() async throws {
        try await Desk.atMarket("--pull-seconds", "0.2") { desk, market in
            let said = try await desk.shell("\"$shop\" bench run -m qwen2.5:0.5b --duration 1s -o json >/dev/full")
            #expect(said.status == 74 && said.errors.contains("could not be written"), said.all)
            #expect(try await market.machines().isEmpty)
            let listed = try await desk.shop("benchmarks", "list", "-o", "json", "--limit", "200").json()
            #expect(listed["benchmarks"].list.contains { $0["source"].text == "measured" })
        }
    }

    @Test func `a closed stream is never taken for the database`() async throws {
        try await Desk.atMarket { desk, _ in
            #expect(try await desk.shop("benchmarks", "list").status == 0)
            for closed in [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"] {
                _ = try await desk.shell("\"$shop\" advise -m qwen2:7b \(closed)")
                let after = try await desk.shop("benchmarks", "list", "-o", "json")
                #expect(after.status == 0, after.all)
            }
        }
    }
}
