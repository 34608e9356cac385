public import Foundation

public import Domain
public import HTTP
import HTTPTypes

/// Vast.ai, as its API is in autumn 2026.
///
/// Copies share one limiter, one breaker and the connections of the client. What ends a machine, and questions by id
/// about a machine whose end was asked for, pass limiter and breaker; everything else waits its turn.
public struct VastProvider: Provider {
    /// The service itself.
    public static let defaultBaseURL = URL(string: "https://console.vast.ai") ?? URL(filePath: "/")

    /// `vastai`.
    public var id: ProviderID { .vastai }

    /// The base URL.
    public let address: String

    let options: VastOptions
    let sshUser: String
    let key: Secret
    let time: any TimeSource
    let jitter: Jitter
    let endings = VastEndings()
    /// Repeats what may be repeated.
    let service: ServiceClient
    /// Tries once, for calls whose repetition depends on more than the status.
    let single: ServiceClient

    /// What its breaker does.
    public var circuit: CircuitState { service.circuit }

    /// A client of one account.
    ///
    /// - Parameters:
    ///   - baseURL: without `/api`.
    ///   - key: the account's key, sent as a header only.
    ///   - client: does the exchanges.
    ///   - time: where dates and waits come from.
    ///   - sshUser: the login name on the machines.
    ///   - options: how to search and how patient to be.
    public init(
        baseURL: URL = VastProvider.defaultBaseURL,
        key: Secret,
        client: HTTPClient,
        time: any TimeSource,
        sshUser: String = "root",
        options: VastOptions = VastOptions()
    ) {
        address = Self.plain(baseURL)
        self.options = options
        self.sshUser = sshUser
        self.key = key
        self.time = time
        let clock = HTTPTime(now: { time.now }, sleep: { try await time.sleep(for: $0) })
        let limiter = TokenBucket(rate: options.requestsPerSecond, burst: options.burst, time: clock)
        let breaker = CircuitBreaker(service: "Vast.ai", time: clock)
        let jitter = Jitter()
        self.jitter = jitter
        let headers: HTTPFields = [.authorization: "Bearer \(key.exposed)", .accept: "application/json"]
        func caller(_ retry: RetryPolicy) -> ServiceClient {
            ServiceClient(
                baseURL: baseURL, client: client, limiter: limiter, breaker: breaker, retry: retry,
                headers: headers, time: clock, jitter: jitter)
        }
        service = caller(options.retry)
        single = caller(.never)
    }

    /// One spelling for all of an address: host in small letters, no slash at the end.
    private static func plain(_ url: URL) -> String {
        guard var parts = URLComponents(url: url, resolvingAgainstBaseURL: true) else { return url.absoluteString }
        parts.scheme = parts.scheme?.lowercased()
        parts.host = parts.host?.lowercased()
        while parts.path.hasSuffix("/") { parts.path.removeLast() }
        return parts.string ?? url.absoluteString
    }
}
