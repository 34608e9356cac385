import Crypto
import Domain
public import Foundation
public import HTTP
import HTTPTypes
public import Storage

/// Delivers what the outbox holds.
///
/// At least once: a process that dies between the answer and the note of it sends the message again, under the same
/// `X-GPU-Shopper-Delivery`.
public struct WebhookSender: Sendable {
    private let store: Store
    private let client: HTTPClient
    private let seal: KeySeal
    private let timeout: Duration
    private let share: Duration
    private let log: @Sendable (String) -> Void

    /// Joins what it needs; `timeout` is how long one receiver may take for one message, `share` how long one address is
    /// served in a round, its last message excluded.
    public init(
        store: Store, client: HTTPClient, seal: KeySeal, timeout: Duration = .seconds(10), share: Duration = .seconds(5),
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.store = store
        self.client = client
        self.seal = seal
        self.timeout = timeout
        self.share = share
        self.log = log
    }

    /// How long messages are kept that are over.
    private static let kept: TimeInterval = 7 * 24 * 3600

    /// Sends what is due at `date` and returns how many messages arrived; to be called every few seconds.
    ///
    /// Addresses are served side by side, each in the order of its messages, and one that fails or is slow gets no more of
    /// this round: a round takes seconds, whoever hangs. Network; throws for the database alone.
    @discardableResult
    public func deliverDue(at date: Date) async throws -> Int {
        let due = Dictionary(grouping: try await store.dueDeliveries(at: date), by: \.message.url)
        guard !due.isEmpty else { return 0 }
        let arrived = try await withThrowingTaskGroup(of: Int.self) { group in
            for messages in due.values { group.addTask { try await send(messages, at: date) } }
            return try await group.reduce(0, +)
        }
        try await store.pruneDeliveries(before: date - Self.kept)
        return arrived
    }

    private func send(_ messages: [Delivery], at date: Date) async throws -> Int {
        let end = ContinuousClock.now + share
        var arrived = 0
        for message in messages {
            guard try await send(message, at: date) else { break }
            arrived += 1
            guard ContinuousClock.now < end else { break }
        }
        return arrived
    }

    /// Tries one message; false when it did not arrive.
    private func send(_ message: Delivery, at date: Date) async throws -> Bool {
        let tries = message.attempts + 1
        func next(_ retryAfter: Duration? = nil) -> Date? {
            WebhookBackoff.next(afterTries: tries, at: date, createdAt: message.createdAt, retryAfter: retryAfter)
        }
        // Counted first: a process that dies meanwhile leaves a message that is due again later, not at once for ever.
        guard try await store.beginDelivery(message, nextAttemptAt: next() ?? date) else { return false }
        switch try await outcome(of: message, at: date) {
        case .arrived:
            try await store.finishDelivery(message.id, at: date)
            return true
        case .failed(let reason, let retryAfter):
            try await fail(message, reason, next: next(retryAfter), at: date)
            return false
        }
    }

    private enum Outcome {
        case arrived
        case failed(String, retryAfter: Duration?)
    }

    /// Posts a message; throws for cancellation alone.
    private func outcome(of message: Delivery, at date: Date) async throws -> Outcome {
        do {
            let response = try await client.send(
                request(for: message), body: message.message.body, timeout: timeout, limit: 1 << 20
            ).0
            guard response.status.kind != .successful else { return .arrived }
            return .failed("it answered \(response.status.code)", retryAfter: RetryAfter.wait(in: response, now: date))
        } catch let error as TransportError {
            return .failed(Self.text(error), retryAfter: nil)
        } catch let problem as Problem {
            // The key file may come back; without a signature the message would be worth nothing to its receiver.
            return .failed(problem.message, retryAfter: nil)
        }
    }

    private func request(for delivery: Delivery) throws -> HTTPRequest {
        guard let address = WebhookAddress(delivery.message.url) else {
            throw Problem(.internalError, "the outbox holds an address that cannot be called")
        }
        var request = address.request
        if let name = HTTPField.Name("X-GPU-Shopper-Delivery") { request.headerFields[name] = delivery.id }
        let secret = try Webhook.secret(of: delivery.message, opening: seal)
        if let secret, let name = HTTPField.Name("X-GPU-Shopper-Signature") {
            request.headerFields[name] = "sha256=" + Self.signature(of: delivery.message.body, secret: secret)
        }
        return request
    }

    private func fail(_ message: Delivery, _ reason: String, next: Date?, at date: Date) async throws {
        try await store.failDelivery(message.id, error: reason, nextAttemptAt: next, at: date)
        guard next == nil else { return }
        let place = WebhookAddress(message.message.url)?.place ?? "an address"
        log("a message for \(place) was given up after \(message.attempts + 1) tries: \(reason)")
    }

    /// HMAC-SHA256 in hexadecimal digits.
    static func signature(of body: Data, secret: Data) -> String {
        HMAC<SHA256>.authenticationCode(for: body, using: SymmetricKey(data: secret))
            .map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// What went wrong without the path, which may be a secret.
    private static func text(_ error: TransportError) -> String {
        switch error.kind {
        case .couldNotResolve: "its name cannot be resolved"
        case .couldNotConnect(let reason): "no connection (\(reason))"
        case .tls(let reason): "the secure connection was refused (\(reason))"
        case .timedOut: "no answer within the time allowed"
        case .tooLarge: "its answer is too large"
        case .connectionLost(let reason): "the connection was lost (\(reason))"
        case .proxy(let reason): "the proxy failed (\(reason))"
        case .badURL, .cannotStore, .clientClosed, .other: "the call failed"
        }
    }
}
