import Foundation
import HTTP
import HTTPTypes
import Testing

@Suite struct CircuitBreakerTests {
    private let time = StepTime(passesBySleeping: true)
    private let breaker: CircuitBreaker

    init() {
        breaker = CircuitBreaker(service: "Vast.ai", time: time.time)
    }

    private func call(_ outcome: CircuitBreaker.Outcome) async throws {
        _ = try await breaker.guarding({ outcome }, judging: { $0 })
    }

    private func call(_ outcomes: [CircuitBreaker.Outcome]) async throws {
        for outcome in outcomes { try await call(outcome) }
    }

    @Test func `five failures in a row open it`() async throws {
        try await call([.failure, .failure, .failure, .failure])
        #expect(!breaker.isOpen)
        try await call(.failure)
        #expect(breaker.isOpen)
        await #expect(throws: CircuitOpen(service: "Vast.ai", retryAfter: .seconds(30))) {
            try await call(.success)
        }
    }

    @Test func `it is closed, open, and half open from when a trial call is due until that is answered`() async throws {
        #expect(breaker.condition == .closed)
        try await call([.failure, .failure, .failure, .failure, .failure])
        #expect(breaker.condition == .open)
        time.advance(by: 29)
        #expect(breaker.condition == .open)
        time.advance(by: 1)
        #expect(breaker.condition == .halfOpen)
        _ = try await breaker.guarding({ breaker.condition }, judging: { $0 == .halfOpen ? .failure : .success })
        #expect(breaker.condition == .open)
        time.advance(by: 30)
        try await call(.success)
        #expect(breaker.condition == .closed)
    }

    @Test func `a success in between starts the count again`() async throws {
        try await call([.failure, .failure, .failure, .failure, .success, .failure, .failure, .failure, .failure])
        #expect(!breaker.isOpen)
    }

    @Test func `what says nothing about the service does not count`() async throws {
        try await call([.failure, .failure, .failure, .failure, .neutral, .neutral])
        #expect(!breaker.isOpen)
        try await call(.failure)
        #expect(breaker.isOpen)
    }

    @Test func `after the pause a trial call that succeeds closes it`() async throws {
        try await call([.failure, .failure, .failure, .failure, .failure])
        time.advance(by: 29)
        await #expect(throws: CircuitOpen.self) { try await call(.success) }
        time.advance(by: 1)
        try await call(.success)
        #expect(!breaker.isOpen)
        try await call([.failure, .failure, .failure, .failure])
        #expect(!breaker.isOpen)
    }

    @Test func `a trial call that fails keeps it open for another pause`() async throws {
        try await call([.failure, .failure, .failure, .failure, .failure])
        time.advance(by: 30)
        try await call(.failure)
        time.advance(by: 29)
        await #expect(throws: CircuitOpen.self) { try await call(.success) }
        time.advance(by: 1)
        try await call(.success)
    }

    @Test func `one trial call at a time`() async throws {
        try await call([.failure, .failure, .failure, .failure, .failure])
        time.advance(by: 30)
        try await breaker.guarding {
            await #expect(throws: CircuitOpen.self) { try await call(.success) }
        } judging: {
            .success
        }
        try await call(.success)
    }

    @Test func `a cancelled trial call leaves room for the next`() async throws {
        try await call([.failure, .failure, .failure, .failure, .failure])
        time.advance(by: 30)
        await #expect(throws: CancellationError.self) {
            try await breaker.guarding({ throw CancellationError() }, judging: { .success })
        }
        try await call(.success)
        #expect(!breaker.isOpen)
    }

    @Test func `a call from before it opened decides nothing afterwards`() async throws {
        try await breaker.guarding {
            try await call([.failure, .failure, .failure, .failure, .failure])
        } judging: {
            .success
        }
        #expect(breaker.isOpen)
    }

    @Test(arguments: zip([200, 301, 404, 409, 429, 500, 503, 529], [false, false, false, false, true, true, true, true]))
    func `5xx and 429 are failures`(status: Int, isFailure: Bool) {
        #expect(CircuitBreaker.Outcome(HTTPResponse.Status(code: status)) == (isFailure ? .failure : .success))
    }

    @Test func `a cancellation is never a failure`() {
        #expect(CircuitBreaker.Outcome(CancellationError()) == .neutral)
    }

    @Test func `the text says who and for how long`() {
        let open = CircuitOpen(service: "Vast.ai", retryAfter: .seconds(12.3))
        #expect(open.description == "Vast.ai failed several times in a row; not asked again for 13 s")
    }
}
