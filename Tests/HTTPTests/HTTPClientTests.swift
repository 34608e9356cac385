import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct HTTPClientTests {
    private let client = HTTPClient()

    @Test func `method, path, query, headers and body arrive as given`() async throws {
        let server = try LoopbackServer { _ in .json(#"{"ok":true}"#, headers: [("X-Twice", "a"), ("X-Twice", "b")]) }
        let name = try #require(HTTPField.Name("X-Key"))
        let (response, body) = try await client.send(
            server.request("/a%20b/c?q=1&r=%2B", .put, headers: [name: "k", .contentType: "application/json"]),
            body: Data(#"{"n":1}"#.utf8), timeout: patience)
        #expect(response.status == .ok)
        #expect(response.headerFields[values: try #require(HTTPField.Name("X-Twice"))] == ["a", "b"])
        #expect(String(decoding: body, as: UTF8.self) == #"{"ok":true}"#)
        let seen = try #require(server.requests.first)
        #expect(seen.method == "PUT")
        #expect(seen.target == "/a%20b/c?q=1&r=%2B")
        #expect(seen.path == "/a%20b/c")
        #expect(seen.query == "q=1&r=%2B")
        #expect(seen.header("x-key") == "k")
        #expect(seen.header("content-type") == "application/json")
        #expect(seen.header("user-agent") == "gpu-shopper")
        #expect(seen.header("expect") == nil)
        #expect(String(decoding: seen.body, as: UTF8.self) == #"{"n":1}"#)
    }

    @Test(arguments: [HTTPRequest.Method.get, .delete, .post, .put, .patch])
    func `any method may carry a body`(method: HTTPRequest.Method) async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        _ = try await client.send(server.request("/", method), body: Data("{}".utf8), timeout: patience)
        let seen = try #require(server.requests.first)
        #expect(seen.method == method.rawValue)
        #expect(seen.body == Data("{}".utf8))
        #expect(seen.header("content-type") == nil)
    }

    @Test(arguments: [HTTPRequest.Method.get, .delete, .post, .put, .head])
    func `a call without a body sends none`(method: HTTPRequest.Method) async throws {
        let server = try LoopbackServer { _ in .answer(204) }
        let (response, body) = try await client.send(server.request("/", method), timeout: patience)
        #expect(response.status == .noContent)
        #expect(body.isEmpty)
        let seen = try #require(server.requests.first)
        #expect(seen.method == method.rawValue)
        #expect(seen.body.isEmpty)
        let length: String? = [.post, .put].contains(method) ? "0" : nil
        #expect(seen.header("content-length") == length)
    }

    @Test func `an empty header value is sent, not dropped`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let name = try #require(HTTPField.Name("X-Empty"))
        _ = try await client.send(server.request(headers: [name: ""]), timeout: patience)
        #expect(server.requests.first?.header("X-Empty") == "")
    }

    @Test(arguments: [400, 401, 404, 418, 500, 503, 529])
    func `every status is an answer`(status: Int) async throws {
        let server = try LoopbackServer { _ in .html("<html>no</html>", status: status) }
        let (response, body) = try await client.send(server.request(), timeout: patience)
        #expect(response.status.code == status)
        #expect(response.headerFields[.contentType] == "text/html")
        #expect(String(decoding: body, as: UTF8.self) == "<html>no</html>")
    }

    @Test func `an interim answer leaves no trace`() async throws {
        let bytes = "HTTP/1.1 103 Early Hints\r\nX-Early: 1\r\n\r\nHTTP/1.1 200 Fine Thanks\r\nContent-Length: 2\r\n\r\nok"
        let server = try LoopbackServer { _ in ScriptedAnswer([.send(Data(bytes.utf8))]) }
        let (response, body) = try await client.send(server.request(), timeout: patience)
        #expect(response.status.code == 200)
        #expect(response.status.reasonPhrase == "Fine Thanks")
        #expect(response.headerFields.count == 1)
        #expect(body == Data("ok".utf8))
    }

    @Test func `gzip is asked for and decoded`() async throws {
        let server = try LoopbackServer { _ in .gzip(GzipBytes.storing(Data("hello, hello".utf8))) }
        let (_, body) = try await client.send(server.request(), timeout: patience)
        #expect(body == Data("hello, hello".utf8))
        #expect(server.requests.first?.header("accept-encoding") == "gzip, deflate")
    }

    @Test func `chunks are joined`() async throws {
        let server = try LoopbackServer { _ in .chunked(["ab", "c", "defg"].map { Data($0.utf8) }) }
        let (_, body) = try await client.send(server.request(), timeout: patience)
        #expect(body == Data("abcdefg".utf8))
    }

    @Test func `a slow drip is read to its end`() async throws {
        let server = try LoopbackServer { _ in .drip(Data("slow".utf8), pauseMilliseconds: 5) }
        let (_, body) = try await client.send(server.request(), timeout: patience)
        #expect(body == Data("slow".utf8))
    }

    @Test func `safe calls share a connection`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        for _ in 0..<5 { _ = try await client.send(server.request(), timeout: patience) }
        #expect(server.requests.map(\.connection) == [1, 1, 1, 1, 1])
    }

    @Test func `a call that must happen once gets its own connection`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        _ = try await client.send(server.request(), timeout: patience)
        _ = try await client.send(server.request("/", .put), timeout: patience)
        _ = try await client.send(server.request("/", .post), timeout: patience, repeatable: true)
        #expect(server.requests.map(\.connection)[..<2] == [1, 2])
        #expect(server.connections == 2)
    }

    @Test func `a launch is never sent twice when the connection closes without an answer`() async throws {
        let server = try LoopbackServer { $0.method == "PUT" ? .hangUp : .answer(200) }
        _ = try await client.send(server.request(), timeout: patience)
        let error = try await transportError {
            _ = try await client.send(server.request("/", .put), timeout: patience)
        }
        #expect(server.requests.map(\.method) == ["GET", "PUT"])
        #expect(error?.mayHaveBeenProcessed == true)
    }

    @Test func `fifty calls at once all get their own answers`() async throws {
        let server = try LoopbackServer { .answer(200, body: Data($0.path.utf8)) }
        let answers = try await withThrowingTaskGroup(of: (Int, String).self) { group in
            for index in 0..<50 {
                group.addTask {
                    let (_, body) = try await client.send(server.request("/\(index)"), timeout: patience)
                    return (index, String(decoding: body, as: UTF8.self))
                }
            }
            return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        #expect(answers == Dictionary(uniqueKeysWithValues: (0..<50).map { ($0, "/\($0)") }))
        #expect(server.requests.count == 50)
    }

    @Test func `a client that was shut down says so, and can be shut down again`() async throws {
        let server = try LoopbackServer { _ in .answer(200) }
        let client = HTTPClient()
        client.shutdown()
        client.shutdown()
        let error = try await transportError { _ = try await client.send(server.request(), timeout: patience) }
        #expect(error?.kind == .clientClosed)
        #expect(error?.mayHaveBeenProcessed == false)
    }

    @Test func `shutting down ends what is in flight`() async throws {
        let server = try LoopbackServer { _ in .silence }
        let client = HTTPClient()
        async let failure = transportError {
            _ = try await client.send(server.request("/", .post), timeout: patience)
        }
        #expect(try await server.reaches { $0.requests.count == 1 })
        client.shutdown()
        let error = try await failure
        #expect(error?.kind == .clientClosed)
        #expect(error?.mayHaveBeenProcessed == true)
    }
}
