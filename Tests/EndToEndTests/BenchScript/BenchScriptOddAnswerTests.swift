import Foundation
import Testing

@Suite("bench script: odd answers", .timeLimit(.minutes(15)))
struct BenchScriptOddAnswerTests {
    @Test func `a page in place of the list of models is said to be no JSON`() async throws {
        try await BenchMachine.with(.listing("html")) { machine async throws in
            #expect(try await machine.runScript().status == 69)
            let failure = try machine.failure()
            #expect(failure.stage == "pull" && failure.reason.contains("the answer is no JSON: <html>Sign in"), "\(failure.reason)")
        }
    }

    @Test func `a run without any token is a failure, not a benchmark`() async throws {
        try await BenchMachine.with(.generating("ok", "ok", "no-tokens")) { machine async throws in
            let (status, said) = try await machine.runScript(with: ["BACKOFF_MAX": "1"])
            #expect(status == 69, "\(said)")
            let failure = try machine.failure()
            #expect(failure.stage == "measure" && failure.reason.contains("an answer without a token"), "\(failure.reason)")
            let last = try machine.status()
            #expect(last.requests > 0 && last.errors == last.requests && !machine.has("complete"))
        }
    }

    @Test func `an answer without a token is an error among good ones`() async throws {
        try await BenchMachine.with(.generating("ok", "ok", "ok", "no-tokens", "ok", "slow")) { machine async throws in
            let running = try machine.startScript(with: ["BACKOFF_MAX": "0", "NUM_PREDICT": "32", "DURATION": "600"])
            try await waitUntil("three requests") { (try? machine.status().requests) ?? 0 >= 3 }
            try Data().write(to: machine.out.appending(path: "stop"))
            #expect(await running.exitStatus() == 0)
            #expect(try machine.status().errors == 1)
            #expect(try machine.text("bench.log").contains(", 1 errors (ended by stop_file)"))
        }
    }

    @Test(arguments: [">&- 2>&-", ">&-", "2>&-", "<&- >&- 2>&-"])
    func `streams that are closed are never taken for a file of the run`(closed: String) async throws {
        try await BenchMachine.with { machine async throws in
            let running = try machine.start(["bash", "-c", "exec bash \"$0\" \(closed)", BenchMachine.script])
            #expect(await running.exitStatus() == 0)
            #expect(machine.has("complete") && !machine.has("failed.json"))
        }
    }
}
