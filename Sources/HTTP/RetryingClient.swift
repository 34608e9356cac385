public import Foundation
public import HTTPTypes

/// Repeats calls that may be repeated, with growing waits.
public struct RetryingClient: Sendable {
    private let client: HTTPClient
    private let policy: RetryPolicy
    private let time: HTTPTime
    private let jitter: Jitter

    /// A retrying face of a client.
    public init(
        client: HTTPClient, policy: RetryPolicy = RetryPolicy(), time: HTTPTime = .system,
        jitter: Jitter = Jitter()
    ) {
        self.client = client
        self.policy = policy
        self.time = time
        self.jitter = jitter
    }

    /// Sends a request, again where `repeatable` allows it; the last answer or error is the caller's.
    ///
    /// `timeout` holds for each try.
    public func send(
        _ request: HTTPRequest, body: Data? = nil, repeatable: Repeatable,
        timeout: Duration = .seconds(30), limit: Int = HTTPClient.defaultLimit
    ) async throws -> (HTTPResponse, Data) {
        try await repeating(repeatable) {
            try await client.send(
                request, body: body, timeout: timeout, limit: limit, repeatable: repeatable == .safe)
        }
    }

    /// Runs an exchange until it succeeds, may not be repeated, or patience ends.
    func repeating(
        _ repeatable: Repeatable, exchange: () async throws -> (HTTPResponse, Data)
    ) async throws -> (HTTPResponse, Data) {
        var failures = 0
        var waited = Duration.zero
        var last: Result<(HTTPResponse, Data), TransportError>?
        while true {
            let outcome: Result<(HTTPResponse, Data), TransportError>
            do {
                outcome = .success(try await exchange())
            } catch let error as TransportError {
                outcome = .failure(error)
            } catch let open as CircuitOpen {
                // What opened the circuit says more than that it is open.
                guard let last else { throw open }
                return try last.get()
            }
            failures += 1
            guard isWorthRepeating(outcome, repeatable),
                let wait = policy.wait(
                    afterFailures: failures, waited: waited, retryAfter: wish(outcome), random: jitter.next())
            else { return try outcome.get() }
            last = outcome
            try await time.sleep(wait)
            waited += wait
        }
    }

    private func isWorthRepeating(
        _ outcome: Result<(HTTPResponse, Data), TransportError>, _ repeatable: Repeatable
    ) -> Bool {
        switch outcome {
        case .success((let response, _)): repeatable.allowsRepeating(after: response.status)
        case .failure(let error): repeatable.allowsRepeating(after: error)
        }
    }

    private func wish(_ outcome: Result<(HTTPResponse, Data), TransportError>) -> Duration? {
        guard case .success((let response, _)) = outcome else { return nil }
        return RetryAfter.wait(in: response, now: time.now())
    }
}
