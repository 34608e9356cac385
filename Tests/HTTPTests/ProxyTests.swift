import Foundation
import Glibc
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct ProxyTests {
    private func client(through proxy: String) -> HTTPClient {
        HTTPClient(options: HTTPClientOptions(proxy: .url(proxy)))
    }

    @Test func `a proxy is asked for the whole address`() async throws {
        let proxy = try LoopbackServer { _ in .answer(200, body: Data("by proxy".utf8)) }
        let (_, body) = try await client(through: proxy.baseURL.absoluteString)
            .send(request("http://service.invalid/a?b=c"), timeout: patience)
        #expect(body == Data("by proxy".utf8))
        #expect(proxy.requests.first?.target == "http://service.invalid/a?b=c")
    }

    @Test func `the environment's proxy is used, and no_proxy respected`() async {
        // In a process of its own: the environment belongs to all tests of this one.
        await #expect(processExitsWith: .success) {
            let proxy = try LoopbackServer { _ in .answer(200, body: Data("by proxy".utf8)) }
            unsafe setenv("http_proxy", proxy.baseURL.absoluteString, 1)
            unsafe setenv("no_proxy", nameless, 1)
            unsafe unsetenv("NO_PROXY")
            let client = HTTPClient()
            let (_, body) = try await client.send(request("http://service.invalid/a"), timeout: patience)
            try #require(body == Data("by proxy".utf8))
            let error = try await transportError {
                _ = try await client.send(request("http://\(nameless)/a"), timeout: patience)
            }
            try #require(error?.kind == .couldNotResolve(host: nameless))
            let neighbour = try LoopbackServer { _ in .answer(200, body: Data("at home".utf8)) }
            let (_, direct) = try await client.send(neighbour.request(), timeout: patience)
            try #require(direct == Data("at home".utf8))
            try #require(proxy.requests.map(\.target) == ["http://service.invalid/a"])
        }
    }

    @Test func `a proxy that is not there is blamed, not the server`() async throws {
        let port = try ReservedPort.refusing()
        let error = try await transportError {
            _ = try await client(through: "http://me:s3cret@127.0.0.1:\(port)")
                .send(request("http://service.invalid/a", .put), timeout: patience)
        }
        #expect(error?.kind == .proxy(reason: "Connection refused"))
        #expect(error?.mayHaveBeenProcessed == false)
        #expect(error?.description.contains("s3cret") == false)
    }

    @Test(arguments: [403, 407, 502])
    func `a proxy that refuses a tunnel is blamed, and nothing was sent`(status: Int) async throws {
        let proxy = try LoopbackServer { _ in .answer(status) }
        let error = try await transportError {
            _ = try await client(through: proxy.baseURL.absoluteString)
                .send(request("https://service.invalid/a", .put), timeout: patience)
        }
        #expect(error?.kind == .proxy(reason: "it answered \(status)"))
        #expect(error?.mayHaveBeenProcessed == false)
        #expect(proxy.requests.first?.method == "CONNECT")
        #expect(proxy.requests.first?.target == "service.invalid:443")
    }

    @Test func `a tunnel that breaks in the handshake was sent nothing`() async throws {
        let proxy = try LoopbackServer { _ in
            ScriptedAnswer([.send(Data("HTTP/1.1 200 Connected\r\n\r\n".utf8)), .close])
        }
        let error = try await transportError {
            _ = try await client(through: proxy.baseURL.absoluteString)
                .send(request("https://service.invalid/a", .put), timeout: patience)
        }
        guard case .tls = error?.kind else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(error?.mayHaveBeenProcessed == false)
    }
}
