import Testing

struct HelpTests {
    @Test func `the help of each program names every command and setting`() async throws {
        try await Desk.use { desk in
            let top = try await desk.shop("--help")
            #expect(top.status == 0, top.all)
            for command in [
                "advise", "inventory", "bench", "benchmarks", "serve", "provision", "sessions", "shutdown", "reconcile", "costs", "budgets",
                "offer-health", "templates", "cleanup-orphans", "doctor",
            ] {
                #expect(top.output.contains("\n  \(command) "), "\(command) is missing:\n\(top.output)")
                let help = try await desk.shop(command, "--help")
                #expect(help.status == 0 && help.output.contains("USAGE: gpu-shopper \(command)"), help.all)
                #expect(help.errors.isEmpty)
            }
            #expect(try await desk.shop("bench", "--help").output.contains(#/\n  run .*\n(.*\n)*  resume /#))
            #expect(try await desk.shop("benchmarks", "--help").output.contains(#/\n  list .*\n(.*\n)*  show /#))
            let sessions = try await desk.shop("sessions", "--help").output
            for verb in ["list", "show", "events", "extend", "done", "delete"] { #expect(sessions.contains("\n  \(verb)"), "\(verb)") }
            let templates = try await desk.shop("templates", "--help").output
            for verb in ["list", "show"] { #expect(templates.contains("\n  \(verb)"), "\(verb)") }
            let loader = try await desk.load("--help")
            for flag in ["--db", "-db", "--dir", "-dir", "--provider", "--price", "--location", "--dry-run", "--output"] {
                #expect(loader.output.contains(flag), "\(flag) is missing:\n\(loader.output)")
            }
            #expect(try await desk.shop("--version").output.contains(/^\d+\.\d+/))
        }
    }

    @Test func `asking for help makes no file`() async throws {
        try await Desk.use { desk in
            _ = try await desk.shop("--help")
            _ = try await desk.shop("advise", "--help")
            _ = try await desk.load("--help")
            #expect(try await desk.shell("find \"$HOME\" . -type f").output == "")
        }
    }

    @Test(arguments: [
        ["--frobnicate"], ["advise", "--model", "qwen2:7b", "--frobnicate"], ["inventory", "-o", "xml"], ["frobnicate"],
        ["advise"], ["benchmarks", "list", "--limit", "many"], ["benchmarks", "show"], ["inventory", "--max-price", "-1"],
        ["inventory", "--gpu", "Voodoo 2"], ["inventory", "--limit", "0"], ["advise", "-m", "qwen2:7b", "--objective", "best"],
        ["advise", "-m", "qwen2:7b", "--min-tps", "0"], ["advise", "-m", "qwen2:7b", "--hours", "1", "--tokens", "5"],
        ["bench", "run", "-m", "qwen2:7b", "--budget", "0"], ["bench", "run", "-m", "qwen2:7b", "--duration", "soon"],
        ["bench", "run", "-m", "qwen2:7b", "--attempts", "99"], ["bench", "run", "-m", "qwen2:7b", "--offer", ""],
        ["bench", "run", "-m", "qwen2:7b", "--offer", "30058772"], ["bench", "run", "-m", "qwen2:7b", "--offer", "foo-1"],
        ["benchmarks", "list", "--gpu", " "],
    ])
    func `what cannot be understood exits with 64 and says why`(arguments: [String]) async throws {
        try await Desk.use { desk in
            // A key and an address where nobody listens: the words are judged before anything is asked for.
            desk.settings = ["VASTAI_API_KEY": "x", "VASTAI_BASE_URL": "http://127.0.0.1:1"]
            let quoted = arguments.map { "'\($0)'" }.joined(separator: " ")
            let said = try await desk.shell("\"$shop\" \(quoted)")
            #expect(said.status == 64, said.all)
            #expect(said.output.isEmpty && said.errors.lowercased().hasPrefix("error: "), said.all)
        }
    }
}
