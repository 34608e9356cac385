import Domain
import Foundation
import Storage
import Testing

@Suite struct SessionRowTests {
    @Test func `a session comes back with every field`() async throws {
        let store = try Store.inMemory()
        let session = try Samples.session()
        let claim = try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start + 30)
        #expect(claim.session == session)

        var expected = session
        expected.state = SessionState(.finished, next: .finish(.failed))
        expected.version = 1
        expected.updatedAt = Samples.start + 9
        expected.stepEnteredAt = Samples.start + 9
        expected.stepDeadline = Samples.start + 10
        expected.finishedAt = Samples.start + 9
        expected.archivePath = "/somewhere/benchmark_x"
        expected.benchmarkID = "feed"
        expected.failure = SessionFailure(code: .wrongHardware, message: "it's \"another\" GPU; DROP TABLE x")
        var attempt = Samples.attempt(of: session.id)
        attempt.acceptedAt = Samples.start + 2
        attempt.instance = InstanceID(provider: .vastai, local: "7711")
        attempt.pricePerHour = USD(micros: 400_123)
        attempt.shownAt = Samples.start + 2.5
        attempt.ssh = SSHAddress(host: "203.0.113.7", port: 40022, user: "root")
        attempt.hostKeyFingerprint = "SHA256:abc"
        attempt.image = "vllm/vllm-openai:latest"
        attempt.templateName = "vLLM"
        attempt.api = APIAddress(host: "203.0.113.7", port: 33526)
        attempt.endRequestedAt = Samples.start + 3
        attempt.absentAt = [Samples.start + 4, Samples.start + 7.25]
        attempt.closedAt = Samples.start + 7.25
        attempt.cost = USD(micros: 1234)
        attempt.failure = SessionFailure(code: .timedOut, message: "never booted")
        expected.attempts = [attempt, Samples.attempt(of: session.id, 2)]

        let wanted = expected
        let applied = try await store.apply(
            .offersExhausted(.failed), to: claim, at: Samples.start + 9, deadline: Samples.start + 10,
            updating: { session in
                session.archivePath = wanted.archivePath
                session.benchmarkID = wanted.benchmarkID
                session.failure = wanted.failure
                session.attempts = wanted.attempts
            })
        #expect(applied.session == expected)
        #expect(try await store.session(session.id) == expected)
        #expect(try await store.sessions() == [expected])
        #expect(try await store.sessions(unfinishedOnly: true).isEmpty)
    }

    @Test func `sessions are listed oldest first with their own attempts`() async throws {
        let store = try Store.inMemory()
        for number in [UInt64(3), 1, 2] {
            var session = try Samples.session(number)
            session.attempts = [Samples.attempt(of: session.id)]
            try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start)
        }
        let sessions = try await store.sessions(unfinishedOnly: true)
        #expect(sessions.map(\.id) == [try Samples.id(1), try Samples.id(2), try Samples.id(3)])
        #expect(sessions.allSatisfy { $0.attempts.map(\.session) == [$0.id] })
    }

    @Test func `an id that is taken is refused`() async throws {
        let store = try Store.inMemory()
        let session = try Samples.session()
        try await store.insert(session, ownedBy: Samples.alice, leaseUntil: Samples.start)
        let problem = await #expect(throws: Problem.self) {
            try await store.insert(session, ownedBy: Samples.bob, leaseUntil: Samples.start)
        }
        #expect(problem?.code == .conflict)
    }

    @Test func `an unknown session is nil`() async throws {
        #expect(try await Store.inMemory().session(Samples.id(9)) == nil)
    }

    @Test func `live labels are those of unfinished sessions`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        let label = "gpu-shopper-test-1-\(claim.session.id)"
        #expect(try await store.liveLabels() == [label])
        #expect(try await store.unfinishedSession(withLabel: label)?.id == claim.session.id)
        #expect(try await store.unfinishedSession(withLabel: "gpu-shopper-test-1-other") == nil)

        let ending = try await store.apply(
            .endRequested(.cancelled), to: claim, at: Samples.start, deadline: Samples.start)
        #expect(try await store.liveLabels() == [label])
        try await store.apply(.absenceConfirmed, to: ending, at: Samples.start, deadline: Samples.start)
        #expect(try await store.liveLabels().isEmpty)
        #expect(try await store.unfinishedSession(withLabel: label) == nil)
    }

    @Test func `ledger lines come back in the order in which they were written`() async throws {
        let store = try Store.inMemory()
        let claim = try await Samples.launched(in: store)
        let lines = [
            LedgerEntry(at: Samples.start + 5, event: "launch_requested", detail: "asked vastai for 9"),
            LedgerEntry(at: Samples.start + 4, event: "launch_accepted", detail: "machine 7711"),
        ]
        try await store.appendLedger(claim.session.id, [lines[0]])
        try await store.record(to: claim, at: Samples.start, updating: { _ in }, ledger: [lines[1]])
        #expect(try await store.ledger(of: claim.session.id) == lines)
    }
}
