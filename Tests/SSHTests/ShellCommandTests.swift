import Foundation
import SSH
import TestSupport
import Testing

struct ShellCommandTests {
    static let nasty = [
        "", " ", "a b", "'", "''", "\"", "\\", "\\'", "`id`", "$(id)", "$HOME", "~", "~root", "*", "?", "[a]", "a;b",
        "a&b", "a|b", "a>b", "a<b", "#", "!", "!!", "(", ")", "{a,b}", "a\nb", "\n", "\t", "-n", "--", "a=b", "ü€😀",
        "%s", "^", "\u{1}", "\u{7f}", "a'b\"c$d`e\\f",
    ]

    @Test func `every nasty word arrives as one unchanged argument`() async throws {
        let command = ShellCommand(words: ["printf", "%s\\0"] + Self.nasty)
        let outcome = try await Program.run("/bin/sh", ["-c", command.line])
        let words = outcome.output.split(separator: "\0", omittingEmptySubsequences: false).dropLast()
        #expect(words.map(String.init) == Self.nasty)
    }

    @Test func `plain words stay readable`() {
        let command = ShellCommand("bash", "bench/run.sh", "--model", "qwen2:7b")
        #expect(command.line == "bash bench/run.sh --model qwen2:7b")
    }

    @Test func `a first word with an equals sign is a program, not an assignment`() {
        #expect(ShellCommand("A=b").line == "'A=b'")
    }

    @Test(arguments: nasty)
    func `a variable carries any text`(value: String) async throws {
        let command = try ShellCommand.environment(["WORD": value], ShellCommand(raw: "true && printf %s \"$WORD\""))
        let outcome = try await Program.run("/bin/sh", ["-c", command.line])
        #expect(outcome.output == value)
    }

    @Test(arguments: ["", "1A", "A-B", "A B", "A;id", "ä", "A="])
    func `a name that no shell takes is refused`(name: String) {
        #expect(throws: SSHError.unusableVariable(name: name)) {
            try ShellCommand.environment([name: "x"], ShellCommand("true"))
        }
    }

    @Test func `a command runs inside its directory or not at all`() async throws {
        let there = try await Program.run("/bin/sh", ["-c", ShellCommand.inside("/", ShellCommand("pwd")).line])
        #expect(there.output == "/\n")
        let missing = ShellCommand.inside("/no such place", ShellCommand(raw: "false; echo ran"))
        let outcome = try await Program.run("/bin/sh", ["-c", missing.line])
        #expect(outcome.output.isEmpty)
        #expect(outcome.status != 0)
    }
}
