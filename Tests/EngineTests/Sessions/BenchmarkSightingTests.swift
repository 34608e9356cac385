import Foundation
import TestSupport
import Testing

@testable import Engine

/// The probe is run by a real shell in a real folder, and its output read back.
@Suite struct BenchmarkSightingTests {
    private static let dead = 99_999_999

    private func sight(_ files: [String: String]) async throws -> BenchmarkSighting {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for (name, text) in files { try Data(text.utf8).write(to: folder.url.appending(path: name)) }
        let outcome = try await Program.run("/bin/sh", ["-c", BenchmarkSighting.probe, "sh", folder.url.path])
        #expect(outcome.status == 0)
        return BenchmarkSighting(probeOutput: outcome.output)
    }

    @Test func `a folder that is not there shows nothing`() async throws {
        let outcome = try await Program.run("/bin/sh", ["-c", BenchmarkSighting.probe, "sh", "/nowhere/at/all"])
        let sighting = BenchmarkSighting(probeOutput: outcome.output)
        #expect(outcome.status == 0)
        #expect(sighting.status == nil && sighting.failure == nil && !sighting.isComplete && !sighting.isAlive)
    }

    @Test func `an empty folder shows nothing`() async throws {
        let sighting = try await sight([:])
        #expect(sighting.status == nil && sighting.failure == nil && !sighting.isComplete && !sighting.isAlive)
        #expect(sighting.heartbeatAge == nil)
    }

    @Test func `a running benchmark shows its stage, its rate, its life and its heartbeat`() async throws {
        let pid = ProcessInfo.processInfo.processIdentifier
        let sighting = try await sight([
            "status.json": #"{"pid":\#(pid),"stage":"measure","requests":7,"errors":1,"tokens":896,"eval_ns":8960000000,"message":"m"}"#,
            "heartbeat": "\(Int(Date().timeIntervalSince1970) - 1000)\n",
        ])
        #expect(sighting.status?.stage == "measure")
        #expect(sighting.status?.requests == 7)
        #expect(sighting.status?.errors == 1)
        #expect(sighting.status?.tokensPerSecond == 100)
        #expect(sighting.isAlive)
        #expect(sighting.heartbeatAge.map { (990...1100).contains($0) } == true)
        #expect(!sighting.isComplete && sighting.failure == nil)
    }

    @Test func `a pull shows how far it is`() async throws {
        let sighting = try await sight(["status.json": #"{"pid":1,"stage":"pull","pull_completed":5e8,"pull_total":4e9}"#])
        #expect(sighting.status?.pullCompleted == 5e8)
        #expect(sighting.status?.pullTotal == 4e9)
        #expect(sighting.status?.tokensPerSecond == 0)
    }

    @Test(arguments: ["", "{\"pid\":12,\"sta", "{}", "[1]"])
    func `a status that is half written counts as not there`(text: String) async throws {
        let sighting = try await sight(["status.json": text, "failed.json": "{\"stage\":\"pu"])
        #expect(sighting.status == nil)
        #expect(sighting.failure == nil)
    }

    @Test func `a dead script is seen to be dead`() async throws {
        let sighting = try await sight(["status.json": #"{"pid":\#(Self.dead),"stage":"warmup"}"#])
        #expect(sighting.status?.stage == "warmup")
        #expect(!sighting.isAlive)
    }

    @Test func `a failure says where and why`() async throws {
        let sighting = try await sight([
            "status.json": #"{"pid":\#(Self.dead),"stage":"failed"}"#,
            "failed.json": #"{"stage":"pull","reason":"no space @@status","exit":1}"#,
        ])
        #expect(sighting.failure?.stage == "pull")
        #expect(sighting.failure?.reason == "no space @@status")
    }

    @Test func `a benchmark is complete when its marker says done, not while that is being written`() async throws {
        #expect(try await sight(["complete": "done 2026-01-01T00:00:00Z\n"]).isComplete)
        #expect(try await !sight(["complete": ""]).isComplete)
    }

    @Test(arguments: ["-inf", "inf", "nan", "1e400", "0x1p9999", ""])
    func `a heartbeat that is no number ages nothing and crashes nobody`(text: String) async throws {
        let sighting = try await sight(["status.json": #"{"stage":"measure","updated":1e308}"#, "heartbeat": text + "\n"])
        #expect(sighting.heartbeatAge == nil && sighting.workAge == nil)
        #expect(sighting.status?.stage == "measure")
    }

    @Test func `a script whose heart beats while its work stands still shows how long`() async throws {
        let now = Int(Date().timeIntervalSince1970)
        let sighting = try await sight([
            "status.json": #"{"stage":"measure","updated":\#(now - 5000)}"#, "heartbeat": "\(now)\n",
        ])
        #expect(sighting.heartbeatAge.map { $0 < 1000 } == true)
        #expect(sighting.workAge.map { $0 >= 5000 } == true)
    }
}
