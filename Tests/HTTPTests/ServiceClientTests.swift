import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct ServiceClientTests {
    private let time = StepTime(passesBySleeping: true)
    private let client = HTTPClient()

    private func service(
        _ base: URL, limiter: TokenBucket? = nil, breaker: CircuitBreaker? = nil,
        retry: RetryPolicy = .never, headers: HTTPFields = [:]
    ) -> ServiceClient {
        ServiceClient(
            baseURL: base, client: client, limiter: limiter, breaker: breaker, retry: retry, headers: headers,
            time: time.time, jitter: Jitter(seed: 1))
    }

    @Test(arguments: ["", "/", "/vastai", "/vastai/"], ["/api/v0/asks/1/", "api/v0/asks/1/"])
    func `path and base are joined with one slash`(prefix: String, path: String) async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let base = try #require(URL(string: server.baseURL.absoluteString + prefix))
        _ = try await service(base).send(.get, path)
        #expect(server.requests.first?.target == (prefix.hasPrefix("/v") ? "/vastai" : "") + "/api/v0/asks/1/")
    }

    @Test func `whatever holds a service prints no key of it`() throws {
        struct Holder {
            let service: ServiceClient
        }
        let base = try #require(URL(string: "http://127.0.0.1:1/vastai"))
        let holder = Holder(service: service(base, headers: [.authorization: "Bearer hunter2"]))
        #expect(!"\(holder)".contains("hunter2") && !"\([holder])".contains("hunter2") && "\(holder)".contains("ServiceClient("))
    }

    @Test func `path and query are encoded`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let query = [URLQueryItem(name: "q", value: #"{"a":"b c+d&é/"}"#), URLQueryItem(name: "flag", value: nil)]
        _ = try await service(server.baseURL).send(.get, "/a b/ü?x%", query: query)
        #expect(
            server.requests.first?.target
                == "/a%20b/%C3%BC%3Fx%25?q=%7B%22a%22%3A%22b%20c%2Bd%26%C3%A9%2F%22%7D&flag")
    }

    @Test func `a call's headers win over the standing ones`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let service = service(
            server.baseURL, headers: [.authorization: "Bearer k", .accept: "application/json"])
        _ = try await service.send(.post, "/", body: Data("{}".utf8), headers: [.accept: "text/plain"])
        let seen = try #require(server.requests.first)
        #expect(seen.header("authorization") == "Bearer k")
        #expect(seen.headers.filter { $0.name.lowercased() == "accept" }.map(\.value) == ["text/plain"])
    }

    @Test func `an unusable base URL fails at the call`() async throws {
        let error = try await transportError {
            _ = try await service(try #require(URL(string: "console.vast.ai"))).send(.get, "/x")
        }
        guard case .badURL = error?.kind else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test func `every try takes a token`() async throws {
        let server = try LoopbackServer { _ in .answer(503) }
        let bucket = TokenBucket(rate: 0.01, burst: 1, time: time.time)
        let policy = RetryPolicy(tries: 3, firstWait: .milliseconds(1))
        _ = try await service(server.baseURL, limiter: bucket, retry: policy).send(.get, "/")
        #expect(server.requests.count == 3)
        #expect(time.slept.filter { $0 > .seconds(90) }.count == 2)
    }

    @Test func `an open circuit turns ordinary calls away and lets ending calls pass`() async throws {
        let server = try LoopbackServer { $0.method == "DELETE" ? .answer(200) : .answer(500) }
        let breaker = CircuitBreaker(service: "Vast.ai", time: time.time)
        let service = service(server.baseURL, breaker: breaker)
        for _ in 0..<5 { _ = try await service.send(.get, "/") }
        await #expect(throws: CircuitOpen.self) { _ = try await service.send(.get, "/") }
        #expect(server.requests.count == 5)
        let (response, _) = try await service.send(.delete, "/instances/1/", urgency: .ending)
        #expect(response.status == .ok)
        #expect(breaker.isOpen)
    }

    @Test func `ending calls take no tokens and fail on their own account`() async throws {
        let server = try LoopbackServer { _ in .answer(500) }
        let bucket = TokenBucket(rate: 0.001, burst: 1, time: time.time)
        let breaker = CircuitBreaker(service: "Vast.ai", time: time.time)
        let service = service(server.baseURL, limiter: bucket, breaker: breaker)
        for _ in 0..<10 { _ = try await service.send(.delete, "/", urgency: .ending) }
        #expect(server.requests.count == 10)
        #expect(time.slept.isEmpty)
        #expect(!breaker.isOpen)
    }

    @Test func `when repeating opens the circuit, the caller hears what opened it`() async throws {
        let server = try LoopbackServer { _ in .answer(503) }
        let breaker = CircuitBreaker(service: "Vast.ai", threshold: 2, time: time.time)
        let policy = RetryPolicy(tries: 5, firstWait: .milliseconds(1))
        let (response, _) = try await service(server.baseURL, breaker: breaker, retry: policy).send(.get, "/")
        #expect(response.status.code == 503)
        #expect(server.requests.count == 2)
    }

    @Test func `without a word about it, a GET may be repeated and a PUT may not`() async throws {
        let server = try LoopbackServer { _ in .answer(502) }
        let service = service(server.baseURL, retry: RetryPolicy(tries: 2, firstWait: .milliseconds(1)))
        _ = try await service.send(.get, "/get")
        _ = try await service.send(.put, "/put")
        _ = try await service.send(.put, "/safe", repeatable: .safe)
        #expect(server.requests.map(\.path) == ["/get", "/get", "/put", "/safe", "/safe"])
    }
}
