import Testing

struct FlagRangeTests {
    /// A flag with a value outside of its range, and what the answer must hold beside the flag's name.
    struct Case: Sendable, CustomTestStringConvertible {
        let command: String
        let flag: String
        let value: String
        let range: String

        var testDescription: String { "\(command) \(flag) \(value)" }

        init(_ command: String, _ flag: String, _ value: String, _ range: String) {
            (self.command, self.flag, self.value, self.range) = (command, flag, value, range)
        }
    }

    private static let bench = "bench run -m qwen2:7b"
    private static let advise = "advise -m qwen2:7b"

    @Test(arguments: [
        Case(bench, "--duration", "inf", "1s to 2h"), Case(bench, "--duration", "infinity", "1s to 2h"),
        Case(bench, "--duration", "nan", "1s to 2h"), Case(bench, "--duration", "1e30", "1s to 2h"),
        Case(bench, "--duration", "1e19", "1s to 2h"), Case(bench, "--duration", "0x10", "1s to 2h"),
        Case(bench, "--duration", "7201", "1s to 2h"), Case(bench, "--duration", "999999h", "1s to 2h"),
        Case(bench, "--duration", "0.2", "1s to 2h"), Case(bench, "--budget", "1e15", "at most 1000000 dollars"),
        Case(bench, "--budget", "inf", "at most 1000000 dollars"), Case(bench, "--budget", "nan", "above 0"),
        Case(bench, "--budget", "1e-9", "at least 0.000001 dollars"), Case(bench, "--context", "1000000", "32768"),
        Case(bench, "--context", "32769", "32768"), Case(bench, "--context", "-1", "256 to 1048576"),
        Case("inventory", "--max-price", "1e300", "at most 1000000 dollars"),
        Case("inventory", "--min-vram", "-1", "0 to 10000 GB"), Case("inventory", "--min-gpus", "-1", "0 to 1000"),
        Case(advise, "--max-price", "1e30", "at most 1000000 dollars"), Case(advise, "--max-price", "-1", "above 0"),
        Case(advise, "--min-vram", "-1", "0 to 10000 GB"), Case(advise, "--location", "", "Missing value"),
        Case(advise, "--location", "  ", "empty"), Case(advise, "--min-reliability", "95", "0 to 1"),
        Case(advise, "--min-reliability", "nan", "0 to 1"), Case(advise, "--context", "0", "1 to 10000000"),
        Case(advise, "--context", "1000000", "32768"), Case(advise, "--tokens", "1e300", "at most 1000000000000000"),
        Case(advise, "--hours", "-2", "above 0"), Case(advise, "--limit", "0", "1 to 1000000"),
        Case(advise, "--provider", "", "Missing value"),
    ])
    func `a value outside of its range exits with 64 and names flag and range`(example: Case) async throws {
        try await Desk.use { desk in
            desk.settings = ["VASTAI_API_KEY": "x", "VASTAI_BASE_URL": "http://127.0.0.1:1"]
            let said = try await desk.shell("\"$shop\" \(example.command) \(example.flag)='\(example.value)'")
            #expect(said.status == 64, said.all)
            #expect(said.errors.contains(example.flag) && said.errors.contains(example.range), said.all)
        }
    }
}
