public import Foundation
public import HTTPTypes

/// One service behind one base URL, with its limiter, breaker, retries and standing headers.
public struct ServiceClient: Sendable {
    private let base: BaseURL
    private let client: HTTPClient
    private let limiter: TokenBucket?
    private let breaker: CircuitBreaker?
    private let retrying: RetryingClient
    private let headers: HTTPFields

    /// Combines the parts; `limiter` and `breaker` are shared by all copies, and may be shared by services.
    ///
    /// - Parameters:
    ///   - baseURL: http or https, with or without a path in front; anything else fails at the first call.
    ///   - client: does the exchanges.
    ///   - limiter: asked before every try of an ordinary call.
    ///   - breaker: asked and told about every try of an ordinary call.
    ///   - retry: how patiently calls are repeated.
    ///   - headers: sent with every call, credentials for example.
    ///   - time: where the waits between tries come from.
    ///   - jitter: spreads those waits.
    public init(
        baseURL: URL,
        client: HTTPClient,
        limiter: TokenBucket? = nil,
        breaker: CircuitBreaker? = nil,
        retry: RetryPolicy = RetryPolicy(),
        headers: HTTPFields = HTTPFields(),
        time: HTTPTime = .system,
        jitter: Jitter = Jitter()
    ) {
        base = BaseURL(baseURL)
        self.client = client
        self.limiter = limiter
        self.breaker = breaker
        self.headers = headers
        retrying = RetryingClient(client: client, policy: retry, time: time, jitter: jitter)
    }

    /// What the breaker does with ordinary calls; without one they are made.
    public var circuit: CircuitState { breaker?.condition ?? .closed }

    /// Makes one call; any status comes back as an answer, the last one when tries ran out.
    ///
    /// Throws ``TransportError``, ``CircuitOpen`` (ordinary calls only) or `CancellationError`.
    ///
    /// - Parameters:
    ///   - method: any.
    ///   - path: plain text below the base URL; it is percent-encoded here.
    ///   - query: encoded here; never shown in an error.
    ///   - body: sent with any method.
    ///   - headers: win over the standing ones.
    ///   - repeatable: `nil` decides by the method: `GET` and `HEAD` are safe, the rest happen once.
    ///   - urgency: calls that end machines pass limiter and breaker.
    ///   - timeout: for each try.
    ///   - limit: bytes of body after decompression.
    public func send(
        _ method: HTTPRequest.Method,
        _ path: String,
        query: [URLQueryItem] = [],
        body: Data? = nil,
        headers: HTTPFields = HTTPFields(),
        repeatable: Repeatable? = nil,
        urgency: Urgency = .ordinary,
        timeout: Duration = .seconds(30),
        limit: Int = HTTPClient.defaultLimit
    ) async throws -> (HTTPResponse, Data) {
        var all = self.headers
        for name in Set(headers.map(\.name)) { all[fields: name] = headers[fields: name] }
        let request = base.request(method, path, query: query, headers: all)
        let repeatable = repeatable ?? (method == .get || method == .head ? .safe : .once)
        return try await retrying.repeating(repeatable) {
            try await admitted(urgency) {
                try await client.send(
                    request, body: body, timeout: timeout, limit: limit, repeatable: repeatable == .safe)
            }
        }
    }

    private func admitted(
        _ urgency: Urgency, _ exchange: () async throws -> (HTTPResponse, Data)
    ) async throws -> (HTTPResponse, Data) {
        guard urgency == .ordinary else { return try await exchange() }
        guard let breaker else {
            try await limiter?.take()
            return try await exchange()
        }
        // Asked before the queue, so that nobody waits only to be turned away, and again after it, because
        // the circuit may have opened in the meantime.
        try breaker.refuseIfOpen()
        try await limiter?.take()
        return try await breaker.guarding(exchange) { answer in
            CircuitBreaker.Outcome(answer.0.status)
        }
    }
}

extension ServiceClient: CustomStringConvertible {
    /// The service alone: the standing headers hold its key, and whatever prints what holds this would print them.
    public var description: String { "ServiceClient(\(base))" }
}
