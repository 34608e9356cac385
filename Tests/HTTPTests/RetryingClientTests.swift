import Foundation
import HTTP
import HTTPTypes
import Synchronization
import TestSupport
import Testing

@Suite struct RetryingClientTests {
    private let time = StepTime(passesBySleeping: true)
    private let client = HTTPClient()

    private func retrying(_ policy: RetryPolicy = RetryPolicy()) -> RetryingClient {
        RetryingClient(client: client, policy: policy, time: time.time, jitter: Jitter(seed: 1))
    }

    /// Answers with these, one after the other, the last for ever.
    private func server(_ answers: ScriptedAnswer...) throws -> LoopbackServer {
        let next = Mutex(0)
        return try LoopbackServer { _ in
            next.withLock { next in
                defer { next += 1 }
                return answers[min(next, answers.count - 1)]
            }
        }
    }

    @Test(arguments: [429, 502, 503, 504])
    func `a safe call is repeated until it succeeds`(status: Int) async throws {
        let server = try server(.answer(status), .answer(status), .answer(200))
        let (response, _) = try await retrying().send(server.request(), repeatable: .safe, timeout: patience)
        #expect(response.status == .ok)
        #expect(server.requests.count == 3)
        #expect(time.slept.count == 2)
    }

    @Test(arguments: [200, 301, 400, 401, 404, 409, 500, 501])
    func `other answers are final`(status: Int) async throws {
        let server = try server(.answer(status))
        let (response, _) = try await retrying().send(server.request("/", .put), repeatable: .safe, timeout: patience)
        #expect(response.status.code == status)
        #expect(server.requests.count == 1)
    }

    @Test func `when patience ends the last answer is the caller's`() async throws {
        let server = try server(.answer(503))
        let (response, _) = try await retrying().send(server.request(), repeatable: .safe, timeout: patience)
        #expect(response.status.code == 503)
        #expect(server.requests.count == 4)
    }

    @Test func `the server says how long to wait`() async throws {
        let server = try server(.tooManyRequests(retryAfter: "17"), .answer(200))
        _ = try await retrying().send(server.request(), repeatable: .safe, timeout: patience)
        #expect(time.slept == [.seconds(17)])
    }

    @Test func `a wish beyond all patience is passed on at once`() async throws {
        let server = try server(.tooManyRequests(retryAfter: "3600"))
        let (response, _) = try await retrying().send(server.request(), repeatable: .safe, timeout: patience)
        #expect(response.status == .tooManyRequests)
        #expect(response.headerFields[.retryAfter] == "3600")
        #expect(time.slept.isEmpty)
    }

    @Test(arguments: [502, 503, 504])
    func `a call that must happen once is not repeated when it may have happened`(status: Int) async throws {
        let server = try server(.answer(status), .answer(200))
        let (response, _) = try await retrying().send(server.request("/", .put), repeatable: .once, timeout: patience)
        #expect(response.status.code == status)
        #expect(server.requests.count == 1)
    }

    @Test func `a call that must happen once is repeated when it was turned away`() async throws {
        let server = try server(.tooManyRequests(), .answer(200))
        let (response, _) = try await retrying().send(server.request("/", .put), repeatable: .once, timeout: patience)
        #expect(response.status == .ok)
        #expect(server.requests.count == 2)
    }

    @Test func `a lost connection is repeated only where that is safe`() async throws {
        let safe = try server(.hangUp, .reset, .answer(200))
        let (response, _) = try await retrying().send(safe.request("/", .put), repeatable: .safe, timeout: patience)
        #expect(response.status == .ok)
        #expect(safe.requests.count == 3)

        let once = try server(.hangUp, .answer(200))
        await #expect(throws: TransportError.self) {
            _ = try await retrying().send(once.request("/", .put), repeatable: .once, timeout: patience)
        }
        #expect(once.requests.count == 1)
    }

    @Test func `a call that never left is repeated even if it must happen once`() async throws {
        let port = try ReservedPort.refusing()
        await #expect(throws: TransportError.self) {
            _ = try await retrying().send(
                request("http://127.0.0.1:\(port)/", .put), repeatable: .once, timeout: patience)
        }
        #expect(time.slept.count == 3)
    }

    @Test func `what cannot get better is not repeated`() async throws {
        let server = try LoopbackServer { _ in .large(bytes: 100_000) }
        await #expect(throws: TransportError.self) {
            _ = try await retrying().send(server.request(), repeatable: .safe, timeout: patience, limit: 1000)
        }
        #expect(server.requests.count == 1)
    }

    @Test func `a cancelled wait ends the call`() async throws {
        let server = try server(.answer(503))
        let still = StepTime(passesBySleeping: false)
        let retrying = RetryingClient(client: client, time: still.time, jitter: Jitter(seed: 1))
        let call = Task { try await retrying.send(server.request(), repeatable: .safe, timeout: patience) }
        #expect(try await eventually { still.sleepers == 1 })
        call.cancel()
        await #expect(throws: CancellationError.self) { _ = try await call.value }
        #expect(server.requests.count == 1)
    }
}
