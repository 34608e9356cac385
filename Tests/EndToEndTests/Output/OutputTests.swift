import Foundation
import TestSupport
import Testing

@Suite(.needsSSHServer) struct OutputTests {
    /// Comma-separated values as a reader of other makers takes them.
    private static func records(_ text: String) async throws -> [[String]] {
        let script = "import csv, json, sys; print(json.dumps(list(csv.reader(open(sys.argv[1], newline='')))))"
        let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(text.utf8).write(to: file)
        let read = try await Program.run("/usr/bin/env", ["python3", "-c", script, file.path])
        try #require(read.status == 0, "\(read.errors)")
        return try JSONTree(parsing: read.output).list.map { $0.list.map { $0.text ?? "" } }
    }

    @Test func `comma-separated values hold whole values and nothing else`() async throws {
        try await Desk.atMarket { desk, _ in
            let said = try await desk.shop("inventory", "-o", "csv", with: ["COLUMNS": "40"])
            let rows = try await Self.records(said.output)
            #expect(rows.first == ["id", "gpu_type", "gpu_count", "vram_gb", "price_per_hour", "reliability", "download_mbps", "location"])
            let offers = try await desk.shop("inventory", "-o", "json").json()["offers"].list
            #expect(rows.count == offers.count + 1 && rows.allSatisfy { $0.count == 8 }, said.all)
            try #require(rows.allSatisfy { $0.count == 8 }, said.all)
            for (row, offer) in zip(rows.dropFirst(), offers) {
                #expect(row[0] == offer["id"].text && Double(row[4]) == offer["price_per_hour"].number && row[7] == offer["location"].text)
            }
            #expect(rows.contains { $0[7].contains(",") }, "no place with a comma: the case is not there")
            #expect(said.errors.contains("offers. From vastai"), said.all)

            let results = try await desk.shop("benchmarks", "list", "-l", "3", "-o", "csv")
            let exported = try await desk.shop("benchmarks", "export", "-o", "csv")
            try #require(results.lines.count > 2, results.all)
            #expect(results.lines[0] == exported.lines[0] && exported.lines.contains(results.lines[1]), results.all)
            let advice = try await Self.records(try await desk.shop("advise", "-m", "qwen2:7b", "-o", "csv").output)
            let ranked = try await desk.shop("advise", "-m", "qwen2:7b", "-o", "json").json()["recommendations"].list
            #expect(advice.count == ranked.count + 1 && advice.dropFirst().first?.contains(ranked[0]["offer_id"].text ?? "-") == true)
            // A single thing is a name and a value a line; nothing is the line of names alone.
            let one = try await Self.records(try await desk.shop("benchmarks", "show", "bm-0c76ff8a5", "-o", "csv").output)
            #expect(one.prefix(2) == [["name", "value"], ["id", "bm-0c76ff8a5848a5e80ef2"]] && one.allSatisfy { $0.count == 2 })
            let none = try await desk.shop("inventory", "-g", "A100", "--max-price", "0.000001", "-o", "csv")
            #expect(none.status == 0 && none.lines.count == 2 && none.errors.contains("No offers match."), none.all)
        }
    }

    @Test func `Markdown tables have their pipes below each other`() async throws {
        try await Desk.use { desk in
            for words in [["benchmarks", "list"], ["benchmarks", "show", "bm-0c76ff8a5"], ["doctor"], ["budgets", "list"]] {
                let said = try await desk.start([try BuiltProgram.shopper.path] + words + ["-o", "markdown"], with: ["COLUMNS": "40"]).end()
                let lines = said.lines.filter { !$0.isEmpty }
                try #require(lines.count >= 2, said.all)
                #expect(lines.allSatisfy { $0.hasPrefix("| ") && $0.hasSuffix(" |") }, said.all)
                #expect(Set(lines.map { line in Array(line).indices.filter { Array(line)[$0] == "|" } }).count == 1, said.all)
                #expect(lines[1].allSatisfy { "|-: ".contains($0) }, said.all)
            }
            let right = try await desk.shop("benchmarks", "list", "-o", "markdown")
            #expect(right.lines.dropFirst().first?.contains("--: |") == true, right.all)
        }
    }

    @Test(arguments: [40, 60, 80, 200])
    func `tables fit the terminal, and columns that do not are named once`(width: Int) async throws {
        try await Desk.atMarket { desk, _ in
            #expect(try await desk.shop("budgets", "set", "alice", "--limit", "1").status == 0)
            for command in ["inventory", "benchmarks list", "benchmarks compare -m qwen2:7b", "budgets list"] {
                let said = try await desk.shell("COLUMNS=\(width) \"$shop\" \(command)")
                #expect(said.status == 0, said.all)
                let table = said.lines.prefix { !$0.isEmpty }
                #expect(table.allSatisfy { $0.count <= width } || width == 40, said.all)
                let isCut = said.errors.contains("\(width) columns are too few for ")
                #expect(isCut == (width < 80) || width == 80, said.all)
                if isCut { #expect(said.errors.contains("-o csv prints all"), said.all) }
                let quiet = try await desk.shell("COLUMNS=\(width) \"$shop\" \(command) --quiet")
                #expect(quiet.errors == "" && quiet.status == 0, quiet.all)
            }
        }
    }

    @Test func `numbers stand at the right`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shop("benchmarks", "list", "-m", "qwen2:7b")
            let title = try #require(said.lines.first?.firstRange(of: "TOK/S")?.upperBound)
            let end = said.lines[0].distance(from: said.lines[0].startIndex, to: title)
            let rows = said.lines.dropFirst().prefix { !$0.isEmpty }
            #expect(!rows.isEmpty && rows.allSatisfy { $0.prefix(end).last?.isNumber == true && $0.dropFirst(end).first == " " }, said.all)
        }
    }

    @Test func `colors are for terminals that want them`() async throws {
        try await Desk.use { desk in
            func shown(_ variables: String, _ rest: String = "") async throws -> String {
                try await desk.shell(#"script -qec "env \#(variables) $shop doctor \#(rest)" /dev/null"#).output
            }
            #expect(try await shown("TERM=xterm").contains("\u{1B}[31mFAILED"))
            for (variables, rest) in [
                ("TERM=xterm NO_COLOR=1", ""), ("TERM=dumb", ""), ("-u TERM", ""), ("TERM=xterm", "2>&1 | cat"), ("TERM=xterm", "-o csv"),
                ("TERM=xterm", "-o markdown"), ("TERM=xterm", "-o json"),
            ] {
                let said = try await shown(variables, rest)
                #expect(said.contains("deployment") && !said.contains("\u{1B}"), "\(variables) \(rest)")
            }
            #expect(try await shown("TERM=xterm NO_COLOR=").contains("\u{1B}[31mFAILED"))
        }
    }

    @Test func `quiet leaves results and errors, verbose says what was asked and where`() async throws {
        try await Desk.atMarket { desk, _ in
            desk.settings["VASTAI_API_KEYS"] = "x"
            let usual = try await desk.shop("inventory")
            #expect(usual.errors.contains("warning: VASTAI_API_KEYS") && usual.errors.contains("note: "), usual.all)
            let quiet = try await desk.shop("inventory", "-q")
            #expect(quiet.errors == "" && quiet.output.hasPrefix("OFFER"), quiet.all)
            let wrong = try await desk.shop("benchmarks", "show", "bm-000000", "-q")
            #expect(wrong.status == 66 && wrong.errors.contains("error: ") && wrong.output == "", wrong.all)
            let verbose = try await desk.shop("inventory", "-v")
            #expect(verbose.errors.contains("s  database \(desk.usualDatabase.path), deployment "), verbose.all)
            #expect(verbose.errors.contains("vastai ListOffers success"), verbose.all)
            #expect(verbose.errors.contains("milliseconds=") && verbose.lines.first == usual.lines.first, verbose.all)
            let server = try await desk.shop("sessions", "list", "--server", "http://127.0.0.1:1", "-v")
            #expect(server.status == 69, server.all)
            let both = try await desk.shop("inventory", "-q", "-v")
            #expect(both.status == 64, both.all)
        }
    }
}
