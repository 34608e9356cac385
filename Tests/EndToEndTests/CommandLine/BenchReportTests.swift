import Foundation
import Testing

/// The document of `bench run` and `bench resume`, whatever way the run ended.
@Suite(.needsSSHServer)
struct BenchReportTests {
    /// Short waits: these tests are about what is printed.
    private static func hurry(_ desk: inout Desk) {
        desk.settings["SSH_CHECK_INTERVAL"] = "1s"
    }

    /// Little time for a machine that is known to stay; one that can be ended gets all it needs on a busy computer.
    private static let giveUpSoon = ["TEARDOWN_TIMEOUT": "2s"]

    private static let run = ["bench", "run", "-m", "qwen2.5:0.5b", "--duration", "1s", "-o", "json"]

    private func shop(_ desk: Desk, _ arguments: [String], with extra: [String: String] = [:]) async throws -> Finished {
        try await desk.start([try BuiltProgram.shopper.path] + arguments, with: extra).end()
    }

    @Test func `an unverified teardown is in the document, with the result that is stored`() async throws {
        try await Desk.atMarket("--pull-seconds", "0.2") { desk, market in
            Self.hurry(&desk)
            try await market.fault(#"{"kind":"destroy_lies"}"#)
            let said = try await shop(desk, Self.run, with: Self.giveUpSoon)
            #expect(said.status == 5, said.all)
            let report = try said.json()
            #expect(report["teardown"]["verified"].flag == false && report["teardown"]["confirmed_absent_at"].list.isEmpty)
            #expect(report["teardown"]["requested_at"].text != nil)
            #expect(report["session"]["error_type"].text == "teardown_unverified" && report["session"]["outcome"] == .null)
            #expect(report["benchmark"]["id"].text != nil && report["archive"].text != nil, said.all)

            let again = try await shop(desk, ["bench", "resume", "-o", "json"], with: Self.giveUpSoon)
            #expect(again.status == 5, again.all)
            #expect(try again.json()[0]["teardown"]["verified"].flag == false, again.all)
            #expect(again.errors.components(separatedBy: "could not be proved gone").count == 2, "said once: \(again.errors)")
            let table = try await shop(desk, ["bench", "resume"], with: Self.giveUpSoon)
            #expect(table.status == 5 && table.output.contains("tok/s"), table.all)

            try await market.clearFaults()
            let done = try await shop(desk, ["bench", "resume", "-o", "json"])
            #expect(done.status == 0, done.all)
            #expect(try done.json()[0]["teardown"]["verified"].flag == true)
        }
    }

    @Test func `a failed session is said once by resume`() async throws {
        try await Desk.atMarket("--boot-seconds", "3600") { desk, market in
            Self.hurry(&desk)
            let run = try desk.start([try BuiltProgram.shopper.path, "bench", "run", "-m", "qwen2.5:0.5b", "--attempts", "1"])
            try await eventually("a machine is rented") { try await !market.machines().isEmpty || run.status != nil }
            run.signal(9)
            _ = try await run.end()
            try await Ledger(desk).passDeadlines()
            let said = try await shop(desk, ["bench", "resume"])
            #expect(said.status != 0, said.all)
            #expect(said.errors.components(separatedBy: "error: ").count == 2, said.all)
        }
    }

    @Test func `keys never vanish, and the GPU has its one name`() async throws {
        try await Desk.atMarket { desk, market in
            Self.hurry(&desk)
            try await market.fault(#"{"kind":"stale_offer"}"#)
            let said = try await shop(desk, Self.run + ["--gpu", "RTX 4070 Ti SUPER", "--attempts", "1"])
            #expect(said.status != 0, said.all)
            let report = try said.json()
            #expect(report.keys == ["session", "benchmark", "cost_analysis", "cost_usd", "archive", "teardown"])
            #expect(report["teardown"].keys == ["verified", "requested_at", "confirmed_absent_at"])
            #expect(report["teardown"]["requested_at"] == .null && report["teardown"]["verified"].flag == true)
            let session = report["session"]
            #expect(
                session.keys == [
                    "id", "status", "outcome", "provider", "offer_id", "model", "error", "error_type", "created_at", "attempts",
                ])
            #expect(session["provider"].text == "vastai")
            let attempt = session["attempts"][0]
            #expect(attempt["gpu_type"].text == "RTX 4070 Ti SUPER", "\(attempt)")
            #expect(attempt.keys.isSuperset(of: ["instance_id", "accepted_at", "ended_at", "error", "machine_id"]))
            #expect(attempt["instance_id"] == .null && attempt["accepted_at"] == .null)
        }
    }
}
