import Domain
import Foundation
import HTTP
import Providers
import TestSupport

/// A scripted Vast.ai on loopback and a provider that talks to it through libcurl.
struct VastBed {
    /// Planted, so that tests can look for it where it must not be.
    static let key = Secret("3f9c0ffee5ec2e7ba5eba11deadbeef00")

    private static let client = HTTPClient(options: HTTPClientOptions(proxy: .direct))

    let server: LoopbackServer
    let time = SkippingTime()
    let provider: VastProvider

    init(
        options: VastOptions = VastBed.unhurried, _ answer: @escaping @Sendable (ReceivedRequest) -> ScriptedAnswer
    ) throws {
        try self.init(at: try LoopbackServer(answer), options: options)
    }

    init(
        at server: LoopbackServer, path: String = "", sshUser: String = "root", options: VastOptions = VastBed.unhurried
    ) throws {
        self.server = server
        provider = VastProvider(
            baseURL: server.baseURL.appending(path: path), key: Self.key, client: Self.client, time: time,
            sshUser: sshUser, options: options)
    }

    /// Answers with these in turn; the last one stays.
    init(options: VastOptions = VastBed.unhurried, answers: [ScriptedAnswer]) throws {
        let script = Script(answers)
        try self.init(options: options) { _ in script.next() }
    }

    /// A provider for a port on which nothing listens.
    static func unreachable() throws -> VastProvider {
        let port = try ReservedPort.refusing()
        let url = URL(string: "http://127.0.0.1:\(port)") ?? VastProvider.defaultBaseURL
        return VastProvider(baseURL: url, key: key, client: client, time: SkippingTime(), options: unhurried)
    }

    /// The defaults without a limiter to speak of.
    static let unhurried = VastOptions(requestsPerSecond: 10_000, burst: 10_000)

    /// Requests to paths that contain `part`, made with `method`.
    func requests(_ method: String, _ part: String) -> [ReceivedRequest] {
        server.requests.filter { $0.method == method && $0.path.contains(part) }
    }

    /// The JSON object that a request carried.
    static func object(_ request: ReceivedRequest?) throws -> NSDictionary {
        let object = try JSONSerialization.jsonObject(with: request?.body ?? Data())
        return object as? NSDictionary ?? [:]
    }

    /// The problem that `work` throws, also when a launch failure wraps it.
    static func problem(_ work: () async throws -> Void) async throws -> Problem? {
        do {
            try await work()
            return nil
        } catch let problem as Problem {
            return problem
        } catch let failure as LaunchFailure {
            return failure.problem
        }
    }
}
