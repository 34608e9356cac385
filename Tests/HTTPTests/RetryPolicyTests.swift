import Foundation
import HTTP
import HTTPTypes
import Testing

@Suite struct RetryPolicyTests {
    private let policy = RetryPolicy(
        tries: 6, firstWait: .seconds(1), longestWait: .seconds(5), totalWait: .seconds(30))

    @Test func `waits double up to the longest`() {
        let waits = (1...6).map {
            policy.wait(afterFailures: $0, waited: .zero, retryAfter: nil, random: 1)
        }
        #expect(waits == [.seconds(1), .seconds(2), .seconds(4), .seconds(5), .seconds(5), nil])
    }

    @Test func `chance takes away up to half of a wait`() {
        #expect(policy.wait(afterFailures: 2, waited: .zero, retryAfter: nil, random: 0) == .seconds(1))
    }

    @Test func `the server's wish is never shortened`() {
        let wait = policy.wait(afterFailures: 1, waited: .zero, retryAfter: .seconds(20), random: 0.5)
        #expect(wait == .seconds(20))
    }

    @Test func `waits beyond the total end the tries`() {
        #expect(policy.wait(afterFailures: 1, waited: .seconds(20), retryAfter: .seconds(11), random: 0) == nil)
        #expect(policy.wait(afterFailures: 1, waited: .seconds(29.9), retryAfter: nil, random: 1) == nil)
    }

    @Test func `one try is one try`() {
        #expect(RetryPolicy.never.wait(afterFailures: 1, waited: .zero, retryAfter: nil, random: 0) == nil)
    }

    @Test func `the same seed gives the same fractions, all from 0 up to 1`() {
        let (one, two) = (Jitter(seed: 7), Jitter(seed: 7))
        let fractions = (0..<1000).map { _ in one.next() }
        #expect(fractions == (0..<1000).map { _ in two.next() })
        #expect(fractions.allSatisfy { (0..<1).contains($0) })
        #expect(abs(fractions.reduce(0, +) / 1000 - 0.5) < 0.05)
    }
}

@Suite struct RetryAfterTests {
    private let now = Date(timeIntervalSince1970: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

    private func wait(_ text: String, date: String? = nil) -> Duration? {
        var response = HTTPResponse(status: .tooManyRequests)
        response.headerFields[.retryAfter] = text
        response.headerFields[.date] = date
        return RetryAfter.wait(in: response, now: now)
    }

    @Test func `seconds`() {
        #expect(wait("120") == .seconds(120))
        #expect(wait(" 0 ") == .zero)
        #expect(wait("1.5") == .seconds(1.5))
    }

    @Test(arguments: [
        "Sun, 06 Nov 1994 08:50:37 GMT", "Sunday, 06-Nov-94 08:50:37 GMT", "Sun Nov  6 08:50:37 1994",
    ])
    func `a date in any form`(text: String) {
        #expect(wait(text) == .seconds(60))
    }

    @Test func `a date is taken against the server's own clock`() {
        let wait = wait("Sun, 06 Nov 1994 10:00:30 GMT", date: "Sun, 06 Nov 1994 10:00:00 GMT")
        #expect(wait == .seconds(30))
    }

    @Test func `a date in the past means now`() {
        #expect(wait("Sun, 06 Nov 1994 08:00:00 GMT") == .zero)
    }

    @Test(arguments: ["", "soon", "-5", "nan", "inf", "Sun, 99 Nov 1994 08:50:37 GMT"])
    func `nonsense is no wish`(text: String) {
        #expect(wait(text) == nil)
    }
}
