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
}
