import Testing

@Suite(.needsSSHServer)
struct AdviseTests {
    /// What a script may rely on in every row.
    private static let keys: Set<String> = [
        "rank", "offer_id", "provider", "gpu_type", "gpu_count", "vram_gb", "price_per_hour", "tokens_per_second",
        "tokens_per_second_low", "tokens_per_second_high", "tokens_per_dollar", "usd_per_million_tokens",
        "all_in_usd_per_million_tokens", "basis", "evidence_count", "location", "reasons",
    ]

    @Test func `the JSON holds every offer once, the recommended ones with all keys`() async throws {
        try await Desk.atMarket { desk, market in
            let said = try await desk.shop("advise", "--model", "qwen2:7b", "-o", "json")
            #expect(said.status == 0, said.all)
            let advice = try said.json()
            #expect(advice["model"].text == "qwen2:7b" && advice["objective"].text == "value")
            #expect(advice["generated_at"].text?.hasSuffix("Z") == true)
            let rows = advice["recommendations"].list
            #expect(rows.count > 10)
            for (index, row) in rows.enumerated() {
                #expect(row.keys.isSuperset(of: Self.keys), "missing: \(Self.keys.subtracting(row.keys))")
                #expect(row.keys.subtracting(Self.keys).isSubset(of: ["pareto", "gpu_memory_mib"]))
                #expect(row["rank"].number == Double(index + 1))
                let speed = try #require(row["tokens_per_second"].number)
                let price = try #require(row["price_per_hour"].number)
                #expect(price > 0 && speed > 0)
                #expect(try #require(row["tokens_per_second_low"].number) <= speed)
                #expect(try #require(row["tokens_per_second_high"].number) >= speed)
                let perDollar = try #require(row["tokens_per_dollar"].number)
                #expect(abs(perDollar / (speed * 3600 / price) - 1) < 1e-3)
                let perMillion = try #require(row["usd_per_million_tokens"].number)
                #expect(abs(perMillion / (1e6 / perDollar) - 1) < 1e-3)
                #expect(try #require(row["all_in_usd_per_million_tokens"].number) >= perMillion * 0.999)
                #expect(["measured", "transferred", "predicted"].contains(row["basis"].text))
                #expect(!row["reasons"].list.isEmpty)
            }
            let ids = rows.compactMap { $0["offer_id"].text } + advice["excluded"].list.compactMap { $0["offer_id"].text }
            #expect(Set(ids).count == ids.count)
            #expect(advice["excluded"].list.allSatisfy { $0["reason"].text?.isEmpty == false })
            // Everything the market gave out is accounted for, apart from items that are no offer at all.
            let listed = try await desk.shop("inventory", "-o", "json").json()
            #expect(Set(ids) == Set(listed["offers"].list.compactMap { $0["id"].text }))
            #expect(try await market.machines().isEmpty)
        }
    }

    @Test func `dirty offers never rank`() async throws {
        try await Desk.atMarket { desk, market in
            let advice = try await desk.shop("advise", "--model", "qwen2:7b", "-o", "json").json()
            let ranked = Set(advice["recommendations"].list.compactMap { $0["offer_id"].text })
            for row in advice["recommendations"].list {
                let price = try #require(row["price_per_hour"].number)
                #expect((0.01...100).contains(price), "\(row)")
                let memory = try #require(row["vram_gb"].number)
                #expect((4...300).contains(memory), "\(row)")
                #expect(row["gpu_type"].text?.isEmpty == false)
            }
            // The market's own list still has them: some were dropped as unreadable or excluded with a reason.
            let offered = try await market.state().offers.count
            #expect(offered > ranked.count)
            #expect(!advice["excluded"].list.isEmpty)
        }
    }

    @Test(arguments: [
        "--model llama3.1:405b", "--model qwen2:7b --min-tps 100000", "--model qwen2:7b --max-price 0.001",
    ])
    func `when nothing does it the exit code is 3 and the nearest is named`(line: String) async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shell("\"$shop\" advise \(line)")
            #expect(said.status == 3, said.all)
            #expect(said.output.contains("Nothing on the market"), said.all)
            #expect(said.output.contains("vastai-"), said.all)
            let json = try await desk.shell("\"$shop\" advise \(line) -o json")
            #expect(json.status == 3, json.all)
            #expect(try json.json()["recommendations"].list.isEmpty)
            #expect(try !json.json()["excluded"].list.isEmpty)
        }
    }

    @Test(arguments: [80, 100, 200])
    func `the table is as wide as the terminal allows`(width: Int) async throws {
        try await Desk.atMarket { desk, _ in
            for command in ["advise --model qwen2:7b --explain", "advise --model llama3.1:405b", "inventory", "benchmarks list"] {
                let said = try await desk.shell("COLUMNS=\(width) \"$shop\" \(command)")
                let table = said.lines.filter { !$0.hasPrefix("Rent and measure") && !$0.hasPrefix("Why these") }
                for line in table where line.count > width {
                    Issue.record("\(command) at \(width): \(line.count) wide: \(line)")
                }
            }
            let wide = try await desk.shell("COLUMNS=200 \"$shop\" advise --model qwen2:7b")
            for title in ["OFFER", "GPU", "$/HOUR", "TOK/S", "ALL-IN", "TOK/$", "BASIS", "WHERE"] {
                #expect(wide.output.contains(title), wide.all)
            }
            let narrow = try await desk.shell("COLUMNS=80 \"$shop\" advise --model qwen2:7b")
            for title in ["OFFER", "GPU", "$/HOUR", "TOK/S", "ALL-IN", "BASIS"] { #expect(narrow.output.contains(title), narrow.all) }
        }
    }

    @Test(arguments: [40, 60, 80, 90, 120])
    func `what a row rests on is shown however narrow the terminal is`(width: Int) async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shell("COLUMNS=\(width) \"$shop\" advise -m qwen2:7b")
            let start = try #require(said.lines.firstIndex { $0.contains("OFFER") })
            #expect(said.lines[start].contains("BASIS"), said.all)
            for row in said.lines[(start + 1)...].prefix(10) {
                #expect(row.contains(/meas|transf|pred/), "\(row)")
                #expect(row.count <= max(width, 46), "\(row)")
            }
        }
    }

    @Test func `what goes into a file or a pipe is cut to no terminal`() async throws {
        try await Desk.atMarket { desk, _ in
            // `script` gives the program a narrow terminal, of which only stderr is left.
            let said = try await desk.shell(
                #"script -qec "stty cols 60; $shop advise -m qwen2:7b >table.txt" /dev/null >/dev/null; cat table.txt"#)
            #expect(said.lines.contains { $0.contains("OFFER") && $0.contains("WHERE") }, said.all)
            #expect(!said.output.contains("…"), said.all)
            let shown = try await desk.shell(#"script -qec "stty cols 60; $shop advise -m qwen2:7b 2>/dev/null" /dev/null"#)
            #expect(!shown.lines.contains { $0.contains("OFFER") && $0.contains("WHERE") }, shown.all)
        }
    }

    @Test func `the commands suggested at the end ask about the same thing`() async throws {
        try await Desk.atMarket { desk, _ in
            let flags =
                "--objective speed --min-tps 20 --max-price 2.5 --min-vram 16 --location 'a' --min-reliability 0.5 --provider vastai"
                + " --context 8192 --tokens 2000000"
            let said = try await desk.shell("\"$shop\" advise --model qwen2:7b \(flags)")
            #expect(said.status == 0, said.all)
            let why = try #require(said.lines.first { $0.hasPrefix("Why these:") })
            for words in [
                "--objective speed", "--min-tps 20", "--max-price 2.5", "--min-vram 16", "--location a", "--min-reliability 0.5",
                "--provider vastai", "--context 8192", "--tokens 2000000", "--explain",
            ] {
                #expect(why.contains(" \(words)"), "\(why)")
            }
            let bench = try #require(said.lines.first { $0.hasPrefix("Rent and measure") })
            #expect(bench.contains("--context 8192"), "\(bench)")
            let again = try await desk.shell(
                "\"$shop\" " + why.dropFirst("Why these:".count).drop { $0 == " " }.dropFirst("gpu-shopper ".count))
            #expect(again.status == 0, again.all)
            let table = { (text: Finished) in text.lines.filter { $0.contains("vastai-") && $0.contains("(") } }
            #expect(table(again).first == table(said).first)
            let hours = try await desk.shell("\"$shop\" advise --model qwen2:7b --hours 2.5 --location 'CA or, $HOME'; true")
            #expect(hours.output.contains("Nothing on the market"), hours.all)
        }
    }

    @Test func `an explanation holds every reason that the JSON has`() async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shell("COLUMNS=4000 \"$shop\" advise -m qwen2:7b --limit 5 --explain")
            let told = said.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for row in try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json").json()["recommendations"].list.prefix(5) {
                for reason in row["reasons"].list.compactMap(\.text) { #expect(told.contains(reason), "\(reason)\n\(said.output)") }
            }
        }
    }

    @Test func `an explanation says for each row what it rests on`() async throws {
        try await Desk.atMarket { desk, _ in
            let plain = try await desk.shop("advise", "--model", "qwen2:7b", "--limit", "3")
            #expect(plain.output.contains("--explain"), plain.all)
            let said = try await desk.shop("advise", "--model", "qwen2:7b", "--limit", "3", "--explain")
            #expect(said.status == 0)
            #expect(said.output.matches(of: #/\n  #\d vastai-\d+  .+\n     - /#).count == 3, said.all)
            #expect(said.output.contains("gpu-shopper bench run --model qwen2:7b --offer vastai-"), said.all)
        }
    }

    @Test func `an unknown model suggests the nearest names`() async throws {
        try await Desk.atMarket { desk, _ in
            for wrong in ["qwen2:7bb", "qwen22:7b", "lama3.1:8b"] {
                let said = try await desk.shop("advise", "--model", wrong)
                #expect(said.status == 64, said.all)
                #expect(said.errors.contains("'\(wrong)'") && said.errors.contains("Did you mean"), said.all)
            }
            let hopeless = try await desk.shop("advise", "--model", "zzzzzz")
            #expect(hopeless.status == 64 && hopeless.errors.contains("hint:"), hopeless.all)
        }
    }

    @Test func `constraints hold and objectives order`() async throws {
        try await Desk.atMarket { desk, _ in
            let fast = try await desk.shop(
                "advise", "-m", "qwen2:7b", "--objective", "speed", "--max-price", "0.6", "--min-vram", "24", "-o", "json"
            ).json()
            let speeds = fast["recommendations"].list.compactMap { $0["tokens_per_second"].number }
            #expect(!speeds.isEmpty && speeds == speeds.sorted(by: >))
            for row in fast["recommendations"].list {
                #expect(try #require(row["price_per_hour"].number) <= 0.6)
                #expect(try #require(row["vram_gb"].number) >= 24)
            }
            let value = try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json").json()
            let costs = value["recommendations"].list.compactMap { $0["all_in_usd_per_million_tokens"].number }
            #expect(costs == costs.sorted())
            for spelling in ["RTX 4090", "RTX4090", "rtx_4090", "NVIDIA GeForce RTX 4090"] {
                let one = try await desk.shop("advise", "-m", "qwen2:7b", "--gpu", spelling, "-o", "json").json()
                #expect(!one["recommendations"].list.isEmpty, "\(spelling)")
                #expect(one["recommendations"].list.allSatisfy { $0["gpu_type"].text == "RTX 4090" })
            }
        }
    }

    @Test func `suspect published figures are listed but never advised from`() async throws {
        try await Desk.atMarket { desk, _ in
            let listing = try await desk.shop("benchmarks", "list", "--limit", "200", "-o", "json").json()
            let results = listing["benchmarks"].list
            let suspect = results.filter { $0["verdict"].text == "suspect" }
            #expect(suspect.count == 8)
            let models = Set(suspect.compactMap { $0["model"]["name"].text })
            #expect(!models.isEmpty)
            for model in models {
                let said = try await desk.shop("advise", "-m", model, "-o", "json")
                guard said.status == 0 else { continue }
                for row in try said.json()["recommendations"].list where row["basis"].text == "measured" {
                    let gpu = try #require(row["gpu_type"].text)
                    let usable = results.filter { result in
                        result["verdict"].text == "valid" && result["model"]["name"].text == model
                            && result["hardware"]["gpu_name"].text?.contains(gpu) == true
                    }
                    #expect(!usable.isEmpty, "\(model) on \(gpu) counts as measured by a suspect figure")
                    #expect(try #require(row["evidence_count"].number) <= Double(usable.count), "\(model) on \(gpu)")
                }
            }
        }
    }
}
