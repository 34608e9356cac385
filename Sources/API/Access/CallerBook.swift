import Crypto
import Domain
import Engine
import Foundation
import HTTPTypes
import Synchronization

/// Knows the tokens, and counts what each of their bearers asks for.
///
/// Tokens are kept as digests, and every one of them is compared, each in the same time: how long an answer takes says
/// nothing about how much of a guess was right.
final class CallerBook: Sendable {
    private struct Entry {
        let digest: SHA256Digest
        let caller: Caller
    }

    private let entries: [Entry]
    private let rate: Double
    private let time: any TimeSource
    private let levels = Mutex<[String: (tokens: Double, at: Date)]>([:])

    /// - Parameter perMinute: requests that each token may make in a minute; a sixth of them at once.
    init(_ tokens: [APIToken], perMinute: Int, time: any TimeSource) {
        entries = tokens.map { token in
            let digest = SHA256.hash(data: Data(token.secret.exposed.utf8))
            let mark = digest.prefix(4).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
            let caller = Caller(name: "\(token.consumer ?? "*")/\(mark)", consumer: token.consumer, rights: token.rights)
            return Entry(digest: digest, caller: caller)
        }
        rate = Double(perMinute) / 60
        self.time = time
    }

    /// Whether anybody is asked for a token.
    var isOpen: Bool { entries.isEmpty }

    /// Who bears that `Authorization`; throws `unauthorized` for nobody.
    func caller(_ authorization: String?) throws -> Caller {
        guard !isOpen else { return .local }
        guard let authorization else { throw Self.unauthorized("this server asks for a token") }
        let parts = authorization.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw Self.unauthorized("the Authorization header is not 'Bearer <token>'")
        }
        let digest = SHA256.hash(data: Data(parts[1].trimmingCharacters(in: .whitespaces).utf8))
        var found: Caller?
        for entry in entries where entry.digest == digest { found = found ?? entry.caller }
        guard let found else {
            // Guessing is slow for everybody together, and nobody who has a token notices.
            try count("wrong tokens", atMost: 10, perSecond: 1)
            throw Self.unauthorized("the token is not one of this server's")
        }
        return found
    }

    /// Counts a request; throws `rate_limited` when the caller made too many.
    func count(_ caller: Caller) throws {
        guard !isOpen else { return }
        try count(caller.name, atMost: max(10, rate * 10), perSecond: rate)
    }

    private func count(_ name: String, atMost burst: Double, perSecond rate: Double) throws {
        let now = time.now
        let wait = levels.withLock { levels -> Double? in
            var level = levels[name] ?? (burst, now)
            level.tokens = min(burst, level.tokens + max(0, now.timeIntervalSince(level.at)) * rate)
            level.at = now
            defer { levels[name] = level }
            guard level.tokens >= 1 else { return (1 - level.tokens) / rate }
            level.tokens -= 1
            return nil
        }
        guard let wait else { return }
        let seconds = max(1, Int(wait.rounded(.up)))
        throw RefusedRequest(
            status: .tooManyRequests, type: Problem.Code.rateLimited.rawValue, message: "too many requests",
            hint: "Wait \(seconds) s (Retry-After); API_REQUESTS_PER_MINUTE says how many a token may make.",
            headers: [.retryAfter: String(seconds)])
    }

    private static func unauthorized(_ message: String) -> RefusedRequest {
        RefusedRequest(
            status: .unauthorized, type: "unauthorized", message: message,
            hint: "Send 'Authorization: Bearer <token>'; commands take it from GPU_SHOPPER_API_TOKEN.",
            headers: [.wwwAuthenticate: "Bearer realm=\"gpu-shopper\""])
    }
}
