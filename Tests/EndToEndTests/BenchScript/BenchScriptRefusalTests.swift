import Foundation
import Testing

@Suite("bench script: refusals", .timeLimit(.minutes(15)))
struct BenchScriptRefusalTests {
    @Test(arguments: [
        ("MODEL", "", "MODEL is not set"),
        ("MODEL", "a\"b; rm", "no model name"),
        ("DURATION", "5m", "DURATION must be a whole number, not '5m'"),
        ("DURATION", "0", "DURATION must be at least 1"),
        ("SEED", "x", "SEED must be a whole number"),
        ("TEMPERATURE", "hot", "TEMPERATURE must be a number"),
        ("OLLAMA_HOST", "http://a b:1", "OLLAMA_HOST must look like"),
        ("ALLOW_CPU", "yes", "ALLOW_CPU must be 0 or 1, not 'yes'"),
    ])
    func `a malformed setting is named`(setting: String, value: String, words: String) async throws {
        try await BenchMachine.with(nil) { machine async throws in
            let (status, said) = try await machine.runScript(with: [setting: value])
            #expect(status == 64 && said.contains(words), "\(said)")
            #expect(try machine.failure().exitCode == 64 && machine.failure().reason.contains(words))
        }
    }

    @Test func `without model and OUT there is a message and nothing else`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            let (status, said) = try await machine.runScript(with: ["MODEL": "", "OUT": ""])
            #expect(status == 64 && said.contains("MODEL is not set"))
            let names = try FileManager.default.contentsOfDirectory(atPath: machine.folder.path)
            #expect(!names.contains { $0.hasPrefix("benchmark") })
        }
    }

    @Test func `an OUT that cannot be made is told on the terminal`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            try Data().write(to: machine.folder.appending(path: "file"))
            let (status, said) = try await machine.runScript(with: ["OUT": machine.folder.path + "/file/out"])
            #expect(status == 73 && said.contains("cannot create the folder"), "\(said)")
        }
    }

    @Test func `an OUT with an archive is left as it is`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            try FileManager.default.createDirectory(at: machine.out, withIntermediateDirectories: true)
            try Data("old\n".utf8).write(to: machine.out.appending(path: "results.jsonl"))
            let (status, said) = try await machine.runScript()
            #expect(status == 73 && said.contains("already holds an archive"), "\(said)")
            #expect(try FileManager.default.contentsOfDirectory(atPath: machine.out.path) == ["results.jsonl"])
            #expect(try machine.text("results.jsonl") == "old\n")
        }
    }

    @Test func `two runs cannot share an OUT`() async throws {
        try await BenchMachine.with(.pulling("stall")) { machine async throws in
            let first = try machine.startScript()
            try await waitUntil("pulling") { machine.stage() == "pull" }
            let (status, said) = try await machine.runScript()
            #expect(status == 73 && said.contains("another run (process \(first.pid))"), "\(said)")
            #expect(!machine.has("failed.json") && machine.stage() == "pull", "the first one is not disturbed")
            first.signal(15)
            #expect(await first.exitStatus() == 143)
        }
    }

    @Test func `help names every setting`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            let asked = try machine.start(["bash", BenchMachine.script, "--help"])
            #expect(await asked.exitStatus() == 0)
            let said = try asked.text()
            for name in ["MODEL", "DURATION", "OUT", "OLLAMA_HOST", "ALLOW_CPU", "PULL_STALL", "MAX_SECONDS"] {
                #expect(said.contains("  \(name) "))
            }
            let wrong = try machine.start(["bash", BenchMachine.script, "--model"])
            #expect(await wrong.exitStatus() == 64)
        }
    }
}
