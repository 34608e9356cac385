import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct TransportErrorTests {
    private let client = HTTPClient()

    private func failure(
        _ request: HTTPRequest, timeout: Duration = patience, connectTimeout: Duration = patience,
        limit: Int = 1_000_000, using other: HTTPClient? = nil
    ) async throws -> TransportError {
        let error = try await transportError {
            _ = try await (other ?? client).send(
                request, timeout: timeout, connectTimeout: connectTimeout, limit: limit)
        }
        return try #require(error)
    }

    @Test func `a refused connection`() async throws {
        let port = try ReservedPort.refusing()
        let error = try await failure(request("http://127.0.0.1:\(port)/x", .put))
        #expect(error.kind == .couldNotConnect(reason: "Connection refused"))
        #expect(!error.mayHaveBeenProcessed)
        #expect(error.isConnectionProblem)
    }

    @Test func `a name that does not exist`() async throws {
        let direct = HTTPClient(options: HTTPClientOptions(proxy: .direct))
        let error = try await failure(request("http://\(nameless)/x", .put), using: direct)
        #expect(error.kind == .couldNotResolve(host: nameless))
        #expect(!error.mayHaveBeenProcessed)
    }

    @Test func `a connection closed without an answer`() async throws {
        let server = try LoopbackServer { _ in .hangUp }
        let error = try await failure(server.request("/", .put))
        guard case .connectionLost = error.kind else { return #expect(Bool(false), "\(error)") }
        #expect(error.mayHaveBeenProcessed)
    }

    @Test func `a reset`() async throws {
        let server = try LoopbackServer { _ in .reset }
        let error = try await failure(server.request("/", .put))
        guard case .connectionLost = error.kind else { return #expect(Bool(false), "\(error)") }
        #expect(error.mayHaveBeenProcessed)
    }

    @Test func `a body that ends too soon`() async throws {
        let server = try LoopbackServer { _ in .cutShort(Data("abc".utf8), promised: 10) }
        let error = try await failure(server.request())
        guard case .connectionLost = error.kind else { return #expect(Bool(false), "\(error)") }
        #expect(error.mayHaveBeenProcessed)
    }

    @Test func `no answer in time`() async throws {
        let server = try LoopbackServer { _ in .silence }
        let error = try await Patience.growing(from: .milliseconds(300)) {
            try await failure(server.request("/", .put), timeout: $0)
        } until: { _ in
            !server.requests.isEmpty
        }
        #expect(error.kind == .timedOut(.beforeAnswer))
        #expect(error.mayHaveBeenProcessed)
    }

    @Test func `a body that does not finish in time`() async throws {
        let server = try LoopbackServer { _ in .headOnly }
        let error = try await Patience.growing(from: .milliseconds(300)) {
            try await failure(server.request("/", .put), timeout: $0)
        } until: {
            $0.kind != .timedOut(.beforeAnswer) && $0.kind != .timedOut(.connecting)
        }
        #expect(error.kind == .timedOut(.inBody))
        #expect(error.mayHaveBeenProcessed)
    }

    @Test func `a handshake that does not finish in time was sent nothing`() async throws {
        let server = try LoopbackServer { _ in .silence }
        let error = try await failure(
            request("https://\(server.authority)/x", .put), connectTimeout: .milliseconds(300))
        #expect(error.kind == .timedOut(.connecting))
        #expect(!error.mayHaveBeenProcessed)
    }

    @Test func `a handshake with something that speaks no TLS`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let talker = Task {
            try await failure(request("https://\(server.authority)/x", .put), connectTimeout: .seconds(1))
        }
        let error = try await talker.value
        #expect(!error.mayHaveBeenProcessed)
    }

    @Test func `a silent peer is given up after the stall limit`() async throws {
        let server = try LoopbackServer { _ in .headOnly }
        let error = try await Patience.growing(from: .seconds(1)) { stall in
            try await transportError {
                _ = try await client.send(server.request(), timeout: .seconds(3600), stallTimeout: stall)
            }
        } until: {
            $0?.kind != .timedOut(.beforeAnswer)
        }
        #expect(error?.kind == .timedOut(.inBody))
    }

    @Test func `fifty megabytes against a limit of one`() async throws {
        let server = try LoopbackServer { _ in .large(bytes: 50_000_000) }
        let error = try await failure(server.request())
        #expect(error.kind == .tooLarge(limit: 1_000_000))
        #expect(error.mayHaveBeenProcessed)
        #expect(!error.isConnectionProblem)
        #expect(try await server.reaches { $0.closedByClient == 1 })
    }

    @Test func `a body of exactly the limit passes`() async throws {
        let server = try LoopbackServer { _ in .large(bytes: 1000) }
        let (_, body) = try await client.send(server.request(), timeout: patience, limit: 1000)
        #expect(body.count == 1000)
    }

    @Test func `a small stream that expands beyond the limit is cut off`() async throws {
        let bomb = GzipBytes.expandingZeros(about: 20_000_000)
        #expect(bomb.count < 200_000)
        let server = try LoopbackServer { _ in .gzip(bomb) }
        #expect(try await failure(server.request()).kind == .tooLarge(limit: 1_000_000))
    }

    @Test func `a head without end`() async throws {
        let line = Data("X-More: \(String(repeating: "y", count: 1000))\r\n".utf8)
        let server = try LoopbackServer { _ in
            ScriptedAnswer([.send(Data("HTTP/1.1 200 OK\r\n".utf8)), .sendRepeatedly(line, times: 10_000)])
        }
        guard case .tooLarge = try await failure(server.request()).kind else {
            return #expect(Bool(false), "the head was read to its end")
        }
    }

    @Test(arguments: ["ftp://127.0.0.1/x", "file:///etc/hostname", "http:///x", "http://user:pw@127.0.0.1:1/x"])
    func `an address that cannot be called`(url: String) async throws {
        var bad = request(url)
        if url.contains("@") { bad.authority = "user:pw@127.0.0.1:1" }
        let error = try await failure(bad)
        guard case .badURL = error.kind else { return #expect(Bool(false), "\(error)") }
        #expect(!error.mayHaveBeenProcessed)
        #expect(!error.description.contains("pw"))
    }

    @Test func `an answer that is not HTTP`() async throws {
        let server = try LoopbackServer { _ in ScriptedAnswer([.send(Data("SSH-2.0-nonsense\r\n".utf8)), .close]) }
        let error = try await failure(server.request("/", .put))
        guard case .other = error.kind else { return #expect(Bool(false), "\(error)") }
        #expect(error.mayHaveBeenProcessed)
    }

    @Test func `texts name the call and keep its secrets`() async throws {
        let server = try LoopbackServer { _ in .hangUp }
        let port = try ReservedPort.refusing()
        let headers: HTTPFields = [.authorization: "Bearer s3cret"]
        let leaky = HTTPClient(options: HTTPClientOptions(proxy: .url("nonsense://me:s3cret@127.0.0.1:\(port)")))
        let errors = [
            try await failure(server.request("/v0/asks/?api_key=s3cret", .put, headers: headers)),
            try await failure(request("http://127.0.0.1:\(port)/v0/asks/?api_key=s3cret", .put, headers: headers)),
            try await failure(request("http://127.0.0.1:\(port)/v0/asks/?api_key=s3cret", .put), using: leaky),
            try await failure(request("ftp://127.0.0.1:\(port)/v0/asks/?api_key=s3cret", .put)),
        ]
        for error in errors {
            for text in [error.description, "\(error)", String(reflecting: error.kind)] {
                #expect(!text.contains("s3cret"))
            }
            #expect(error.description.hasPrefix("PUT 127.0.0.1:"))
            #expect(error.description.contains("/v0/asks/:"))
        }
    }
}
