import Foundation
import Testing

@Suite("bench script: waiting", .timeLimit(.minutes(15)))
struct BenchScriptPatienceTests {
    @Test func `a machine without nvidia-smi is given up after half a minute`() async throws {
        try await BenchMachine.with { machine async throws in
            try machine.keepOnlyNeededTools()
            try FileManager.default.removeItem(at: machine.folder.appending(path: "bin/nvidia-smi"))
            let running = try machine.startScript(with: machine.settingsForJump(to: 40).merging(["GPU_WAIT": "600"]) { $1 })
            try await waitUntil("the script waits") { (try? machine.status().message.contains("no nvidia-smi")) == true }
            try Data().write(to: machine.folder.appending(path: "late"))
            #expect(await running.exitStatus() == 69)
            #expect(try machine.failure().stage == "gpu")
            #expect(try machine.failure().reason == "no usable GPU after 30 s: there is no nvidia-smi")
        }
    }

    @Test func `a driver that is there but not ready is waited for as long as ever`() async throws {
        try await BenchMachine.with { machine async throws in
            let counter = machine.folder.appending(path: "late.calls").path
            let driver = FakeGPUs.late(call: 3).script(counter: counter)
            let shebang = "#!/usr/bin/env bash\n"
            try #require(driver.hasPrefix(shebang))
            try machine.install("nvidia-smi", "\(shebang)touch \"$HOME/late\"\n\(driver.dropFirst(shebang.count))")
            let (status, said) = try await machine.runScript(
                with: machine.settingsForJump(to: 40).merging(["GPU_WAIT": "600"]) { $1 })
            #expect(status == 0, "\(said)")
        }
    }

    /// Bash 5.2 at times misses the end of a process substitution, and waiting for it then hangs.
    ///
    /// It takes hundreds of runs to see that, so the text of the script is held to the rule instead.
    @Test func `the script waits only for jobs, never for a process substitution`() throws {
        let text = try String(contentsOfFile: BenchMachine.script, encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        var started = 0
        for (line, next) in zip(lines, lines.dropFirst()) where next.contains("$!") {
            started += 1
            #expect(line.hasSuffix(" &"), "\(line)\n\(next)")
        }
        #expect(started >= 6)
        for line in lines where line.contains("wait ") && !line.hasPrefix("#") {
            #expect(!line.contains("wait $!") && !line.hasSuffix("wait"), "\(line)")
        }
    }
}
