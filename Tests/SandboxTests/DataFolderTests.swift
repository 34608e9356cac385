import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

struct DataFolderTests {
    private static func options(_ path: String) -> SandboxOptions {
        var options = SandboxOptions()
        options.dataDirectory = path
        return options
    }

    @Test(.needsSSHServer) func `machines work whatever the path of the data folder holds`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let data = folder.url.path(percentEncoded: false) + "/a blank, it's \"quoted\" 100% $HOME back\\slash #1 *[a] ä"
        try await withMachine(change: { $0.dataDirectory = data }) { machine in
            let outcome = try await machine.ssh("echo \"$HOME\"; nvidia-smi -L; ollama --version")
            #expect(outcome.output.hasPrefix(data + "/run-"), "\(outcome.errors)")
            #expect(outcome.output.contains("RTX 4090") && outcome.output.contains("ollama version is"))
            #expect(try await machine.sftp("pwd\n").status == 0)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: data).isEmpty)
    }

    @Test(arguments: ["file", "file/below", "with:colon"])
    func `a path that can be no data folder is refused in a sentence`(name: String) async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        try Data().write(to: folder.url.appending(path: "file"))
        try await Self.expectRefusal(of: folder.path(name), naming: name == "file/below" ? folder.path("file") : folder.path(name))
    }

    @Test func `a folder the system does not let us make is refused with its reason`() async throws {
        try await Self.expectRefusal(of: "/sys/gpu-sandbox/data", naming: "/sys/gpu-sandbox: ")
    }

    @Test func `a TMPDIR that is not there is refused and not made`() async throws {
        let program = try #require(SandboxProcess.program)
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let missing = folder.path("missing")
        let refused = try await Program.run("/usr/bin/env", ["TMPDIR=\(missing)", program, "--port", "0"])
        #expect(refused.status == 1)
        #expect(refused.errors.hasPrefix("error: TMPDIR is \(missing), which is not a folder"), "\(refused.errors)")
        #expect(!FileManager.default.fileExists(atPath: missing))
    }

    @Test func `an empty TMPDIR is none`() async throws {
        let program = try #require(SandboxProcess.program)
        // The file that claims the folder is open as long as the sandbox lives.
        let outcome = try await Program.run(
            "/bin/bash",
            [
                "-c",
                """
                coproc TMPDIR= "$0" --port 0 2>/dev/null
                read -r -u "${COPROC[0]}" line
                readlink /proc/$COPROC_PID/fd/* | grep /sandbox.pid
                kill $COPROC_PID; wait $COPROC_PID
                """, program,
            ])
        #expect(outcome.output.hasPrefix("/tmp/gpu-sandbox-"), "\(outcome.errors)")
    }

    private static func expectRefusal(of path: String, naming part: String) async throws {
        let problem = try #require(
            await #expect(throws: SandboxProblem.self) { try await SandboxServer(options(path)).run { _ in } })
        #expect(problem.description.contains(part) && problem.description.contains("--data"), "\(problem)")
        #expect(!problem.description.contains("NSError") && !problem.description.contains("Domain"))
    }

    @Test func `what a person keeps in the data folder stays, whatever its name`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let own = ["run-1", "run-results", "run-deadbeef", "run-deadbeef2", "notes"]
        for name in own { try FileManager.default.createDirectory(atPath: folder.path(name), withIntermediateDirectories: true) }
        try Data("mine".utf8).write(to: folder.url.appending(path: "run-deadbeef/file"))
        for _ in 0..<2 { try await SandboxServer(Self.options(folder.url.path)).run { _ in } }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == own.sorted())
        #expect(FileManager.default.fileExists(atPath: folder.path("run-deadbeef/file")))
    }

    @Test func `a file that no sandbox wrote is not taken for a claim`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.url.appending(path: "sandbox.pid")
        try Data("my own notes\n".utf8).write(to: file)
        try await Self.expectRefusal(of: folder.url.path, naming: file.path)
        #expect(try String(contentsOf: file, encoding: .utf8) == "my own notes\n")
    }

    private final class Outcomes: Sendable {
        let running = Mutex(0)
        let refusals = Mutex<[String]>([])
    }

    @Test func `of two starts at once in one folder one is refused`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let options = Self.options(folder.path("data"))
        let outcomes = Outcomes()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<2 {
                group.addTask {
                    do {
                        try await SandboxServer(options).run { _ in
                            outcomes.running.withLock { $0 += 1 }
                            let isDecided = try await Patience.sees { outcomes.refusals.withLock { $0.count } == 1 }
                            #expect(isDecided, "both run")
                        }
                    } catch let problem as SandboxProblem {
                        outcomes.refusals.withLock { $0.append(problem.description) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(outcomes.running.withLock { $0 } == 1)
        #expect(outcomes.refusals.withLock { $0.first }?.contains("give another --data") == true)
    }

    @Test(.needsSSHServer)
    func `the next start without a folder ends what was killed in a temporary one, and nothing that lives`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let place = folder.url.path
        let living = try await HousedSandbox(in: place)
        let killed = try await HousedSandbox(in: place)
        let survivor = try await RentedMachine.busy(on: living.client)
        let left = try await RentedMachine.busy(on: killed.client)
        try await killed.killWithGuardian()
        #expect(SandboxProcess.isAlive(left.pid))
        let next = try await HousedSandbox(in: place)
        #expect(!SandboxProcess.isAlive(left.pid))
        #expect(!FileManager.default.fileExists(atPath: left.home))
        let folders = try FileManager.default.contentsOfDirectory(atPath: place).filter { $0.hasPrefix("gpu-sandbox-") }
        #expect(folders.count == 2)
        #expect(living.isAlive && SandboxProcess.isAlive(survivor.pid))
        await next.stop()
        await living.stop()
        #expect(!SandboxProcess.isAlive(survivor.pid))
    }
}
