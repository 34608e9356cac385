import Foundation
import Testing

struct CommandTreeTests {
    /// One command of the tree that the program prints of itself.
    private struct Command {
        let words: [String]
        let tree: JSONTree

        /// It and all below it, without the parser's own `help`.
        static func all(_ tree: JSONTree, below words: [String] = []) -> [Command] {
            let name = tree["commandName"].text ?? ""
            guard name != "help" else { return [] }
            return [Command(words: words + [name], tree: tree)]
                + tree["subcommands"].list.flatMap { all($0, below: words + [name]) }
        }

        var name: String { words.joined(separator: " ") }

        /// Lines of its help that can be typed.
        var examples: [String] {
            (tree["discussion"].text ?? "").split(separator: "\n").compactMap { line in
                line.firstRange(of: "gpu-shopper ").map { String(line[$0.lowerBound...]) }
            }
        }
    }

    private static func commands(_ desk: Desk) async throws -> [Command] {
        Command.all(try await desk.shop("--experimental-dump-help").json()["command"])
    }

    @Test func `every command says what it does, shows an example and explains its flags, within 80 columns`() async throws {
        try await Desk.use { desk in
            let commands = try await Self.commands(desk)
            #expect(commands.count > 45)
            for command in commands {
                #expect(!(command.tree["abstract"].text ?? "").isEmpty, "\(command.name) has no abstract")
                #expect(!command.examples.isEmpty, "\(command.name) has no example")
                for argument in command.tree["arguments"].list {
                    #expect(!(argument["abstract"].text ?? "").isEmpty, "\(command.name): \(argument["valueName"]) has no help")
                }
                let help = try await desk.start([try BuiltProgram.shopper.path] + command.words.dropFirst() + ["--help"]).end()
                let asked = try await desk.start([try BuiltProgram.shopper.path, "help"] + command.words.dropFirst()).end()
                #expect(help.status == 0 && help.output == asked.output && help.errors.isEmpty, help.all)
                #expect(help.lines.allSatisfy { $0.count <= 80 }, help.all)
            }
        }
    }

    @Test func `every example is understood`() async throws {
        try await Desk.use { desk in
            // Nobody listens anywhere: what is understood fails later, and with another code.
            desk.settings = ["SERVER_PORT": "1", "VASTAI_BASE_URL": "http://127.0.0.1:1"]
            for command in try await Self.commands(desk) {
                for example in command.examples where !example.hasPrefix("gpu-shopper serve") {
                    let said = try await desk.shell("gpu-shopper() { \"$shop\" \"$@\"; }; \(example)")
                    #expect(said.status != 64 && !said.errors.contains("USAGE"), "\(example): \(said.all)")
                }
            }
        }
    }

    @Test func `no words at all are a question for help`() async throws {
        try await Desk.use { desk in
            let said = try await desk.shop()
            let help = try await desk.shop("--help")
            #expect(said.status == 0 && said.output == help.output && said.errors.isEmpty, said.all)
            let group = try await desk.shop("sessions")
            #expect(group.status == 0 && group.output.contains("USAGE: gpu-shopper sessions <subcommand>"), group.all)
        }
    }

    @Test(arguments: [
        ("benchmrks", "gpu-shopper benchmarks"), ("sessions lst", "gpu-shopper sessions list"), ("help bnch", "gpu-shopper bench"),
        ("costs summry", "gpu-shopper costs summary"), ("INVENTORY", "gpu-shopper inventory"),
    ])
    func `a mistyped command is told the nearest`(typed: String, meant: String) async throws {
        try await Desk.use { desk in
            let said = try await desk.shell("\"$shop\" \(typed)")
            #expect(said.status == 64 && said.output.isEmpty, said.all)
            #expect(said.errors.hasPrefix("error: there is no command ") && said.errors.contains("Did you mean '\(meant)'?"), said.all)
            let flag = try await desk.shop("benchmarks", "list", "--modl", "x")
            #expect(flag.status == 64 && flag.errors.contains("Did you mean '--model'?"), flag.all)
        }
    }

    @Test func `shells are offered commands, flags, models, GPUs and words`() async throws {
        try await Desk.use { desk in
            for shell in ["zsh", "fish"] {
                let script = try await desk.shop("--generate-completion-script", shell)
                #expect(script.status == 0 && script.output.contains("benchmarks"), script.all)
            }
            let offered = try await desk.shell(
                #"""
                source <("$shop" --generate-completion-script bash)
                gpu-shopper() { "$shop" "$@"; }
                offer() {
                    COMP_LINE="$*" COMP_POINT=${#COMP_LINE} COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
                    _gpu-shopper gpu-shopper "${@: -1}" "${@: -2:1}"
                    echo "${COMPREPLY[@]}"
                }
                offer gpu-shopper adv
                offer gpu-shopper sessions s
                offer gpu-shopper advise --exp
                offer gpu-shopper advise --model deepseek-r1:1
                offer gpu-shopper inventory --gpu RTX4090
                offer gpu-shopper sessions list --status r
                offer gpu-shopper doctor --output m
                """#)
            #expect(
                offered.lines.prefix(7) == [
                    "advise", "show ssh", "--explain", "deepseek-r1:1.5b deepseek-r1:14b", "RTX4090 RTX4090D RTX4090Laptop", "running",
                    "markdown",
                ], offered.all)
        }
    }
}
