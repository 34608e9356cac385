import Foundation
import Testing

/// A provider that answers web pages, errors and "slow down".
@Suite(.needsSSHServer) struct ProviderAnswerTests {
    @Test(
        arguments: [
            (#"{"kind":"html","operation":"search"}"#, 76),
            (#"{"kind":"server_error","operation":"search","status":500}"#, 69),
            (#"{"kind":"rate_limit","operation":"search","retry_after":3600}"#, 75),
            (#"{"kind":"quota_exceeded"}"#, 75),
            (#"{"kind":"html","operation":"account"}"#, 76),
            (#"{"kind":"server_error","operation":"account","status":500}"#, 69),
        ] as [(String, Int32)])
    func `trouble before a launch is said in a sentence and nothing is rented`(fault: String, status: Int32) async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(fault)
            let done = try await bed.shopper.bench()
            #expect(done.status == status, done.all)
            #expect(done.errors.contains("Vast.ai") && done.errors.contains("hint:"), done.all)
            #expect(done.output.isEmpty, done.all)
            #expect(try await bed.sandbox.state().count("create") == 0)
        }
    }

    @Test(arguments: [
        #"{"kind":"server_error","operation":"show","status":502,"times":4}"#,
        #"{"kind":"html","operation":"show","times":4}"#,
        #"{"kind":"server_error","operation":"attach_key","status":500,"times":2}"#,
        #"{"kind":"rate_limit","retry_after":1,"times":3}"#,
    ])
    func `trouble that passes is sat out on the same machine`(fault: String) async throws {
        try await BenchBed.use { bed async throws in
            try await bed.sandbox.fault(fault)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            #expect(try done.report().session.attempts.filter { $0.instanceId != nil }.count == 1)
        }
    }

    @Test(arguments: [
        #"{"kind":"html","operation":"create","times":1}"#,
        #"{"kind":"server_error","operation":"create","status":500,"times":1}"#,
    ])
    func `a launch with an unreadable answer is looked for before another is made`(fault: String) async throws {
        try await BenchBed.use(settings: ["LAUNCH_TIMEOUT": "4s"]) { bed async throws in
            try await bed.sandbox.fault(fault)
            let done = try await bed.shopper.bench()
            #expect(done.status == 0, done.all)
            let state = try await bed.sandbox.state()
            #expect(state.count("create") == 2 && state.count("list") >= 3)
            #expect(try done.report().session.attempts.map { $0.instanceId == nil } == [true, false])
        }
    }

    @Test func `launches that are always refused for being too many are given up and nothing is left`() async throws {
        try await BenchBed.use(settings: ["LAUNCH_TIMEOUT": "4s"]) { bed async throws in
            try await bed.sandbox.fault(#"{"kind":"rate_limit","operation":"create","retry_after":1}"#)
            let done = try await bed.shopper.bench()
            #expect(done.status == 75, done.all)
            #expect(done.errors.contains("Vast.ai"), done.all)
            #expect(try done.report().session.attempts.allSatisfy { $0.instanceId == nil && $0.costUsd == 0 })
        }
    }
}
