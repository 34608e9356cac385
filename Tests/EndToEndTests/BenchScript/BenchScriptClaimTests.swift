import Foundation
import Testing

@Suite("bench script: its folder", .timeLimit(.minutes(15)))
struct BenchScriptClaimTests {
    @Test func `an unknown argument leaves the marker`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            let running = try machine.start(["bash", BenchMachine.script, "foo"])
            #expect(await running.exitStatus() == 64)
            #expect(try machine.failure().stage == "tools" && machine.failure().exitCode == 64)
            #expect(try machine.failure().reason.contains("unknown argument 'foo'"))
            #expect(try machine.status().stage == "failed" && !machine.has(".lock"))
        }
    }

    @Test func `a bash that is too old leaves the marker`() async throws {
        try await BenchMachine.with(nil) { machine async throws in
            let text = try String(contentsOfFile: BenchMachine.script, encoding: .utf8)
            try #require(text.contains(">= 404)"))
            let demanding = machine.folder.appending(path: "demanding.sh")
            try Data(text.replacing(">= 404)", with: ">= 9900)").utf8).write(to: demanding)
            let running = try machine.start(["bash", demanding.path])
            #expect(await running.exitStatus() == 69)
            #expect(try machine.failure().reason.hasPrefix("bash 4.4 or newer is needed"))
        }
    }

    @Test func `a disk that is full at the start leaves no lock behind`() async throws {
        try await BenchMachine.with { machine async throws in
            // Files can be made but not written, as on a full disk.
            let running = try machine.start(["bash", "-c", "ulimit -f 0; exec bash \"$0\"", BenchMachine.script])
            #expect(await running.exitStatus() == 74)
            #expect(try FileManager.default.contentsOfDirectory(atPath: machine.out.path).isEmpty)
            let (status, said) = try await machine.runScript()
            #expect(status == 0, "\(said)")
        }
    }

    @Test func `another try in the folder of a failed run keeps nothing of that one`() async throws {
        var fake = FakeOllama.ready
        fake.load = ["no-memory", "ok"]
        try await BenchMachine.with(fake) { machine async throws in
            #expect(try await machine.runScript().status == 69)
            #expect(try machine.lines("gpu.csv").first?.hasPrefix("ts,") == true)
            try Data("{}\n".utf8).write(to: machine.out.appending(path: "ps.jsonl"))
            let (status, said) = try await machine.runScript()
            #expect(status == 0, "\(said)")
            #expect(try machine.lines("gpu.csv").filter { $0.hasPrefix("ts,") }.count == 1)
            #expect(try !machine.lines("ps.jsonl").contains("{}") && !machine.has("failed.json"))
        }
    }

    @Test func `an empty lock belongs to nobody`() async throws {
        try await BenchMachine.with { machine async throws in
            try FileManager.default.createDirectory(at: machine.out, withIntermediateDirectories: true)
            try Data().write(to: machine.out.appending(path: ".lock"))
            let (status, said) = try await machine.runScript()
            #expect(status == 0, "\(said)")
            #expect(!machine.has(".lock"))
        }
    }
}
