import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite struct RedirectTests {
    private let client = HTTPClient()
    private let secrets: HTTPFields

    init() throws {
        secrets = [
            .authorization: "Bearer s3cret", try #require(HTTPField.Name("X-API-Key")): "s3cret", .accept: "text/plain",
        ]
    }

    @Test func `a GET follows, with all its headers to the same server`() async throws {
        let server = try LoopbackServer {
            $0.path == "/old" ? .redirect(to: "/new?a=1") : .answer(200, body: Data("moved".utf8))
        }
        let (response, body) = try await client.send(server.request("/old", headers: secrets), timeout: patience)
        #expect(response.status == .ok)
        #expect(body == Data("moved".utf8))
        let last = try #require(server.requests.last)
        #expect(last.target == "/new?a=1")
        #expect(last.header("authorization") == "Bearer s3cret")
    }

    @Test func `another server never sees a credential`() async throws {
        let other = try LoopbackServer { _ in .answer(200) }
        let target = other.baseURL.absoluteString + "/elsewhere"
        let server = try LoopbackServer { _ in .redirect(to: target, status: 302) }
        let (response, _) = try await client.send(server.request(headers: secrets), timeout: patience)
        #expect(response.status == .ok)
        let seen = try #require(other.requests.first)
        #expect(seen.path == "/elsewhere")
        #expect(seen.header("accept") == "text/plain")
        #expect(!seen.headers.contains { $0.value.contains("s3cret") })
    }

    @Test(arguments: [HTTPRequest.Method.put, .post, .delete, .head], [301, 302, 307, 308])
    func `anything but a GET gets the redirect itself`(method: HTTPRequest.Method, status: Int) async throws {
        let server = try LoopbackServer { _ in .redirect(to: "/new", status: status) }
        let (response, _) = try await client.send(server.request("/", method), timeout: patience)
        #expect(response.status.code == status)
        #expect(response.headerFields[.location] == "/new")
        #expect(server.requests.count == 1)
    }

    @Test func `five redirects are followed and no more`() async throws {
        let server = try LoopbackServer { request in
            let number = Int(request.path.dropFirst()) ?? 0
            return number == 0 ? .answer(200) : .redirect(to: "/\(number - 1)")
        }
        let (response, _) = try await client.send(server.request("/5"), timeout: patience)
        #expect(response.status == .ok)
        let error = try await transportError {
            _ = try await client.send(server.request("/6"), timeout: patience)
        }
        #expect(error?.kind == .badURL(reason: "more than 5 redirects"))
        #expect(server.requests.count == 12)
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:1/x"])
    func `a redirect out of the web is refused`(target: String) async throws {
        let server = try LoopbackServer { _ in .redirect(to: target) }
        let error = try await transportError { _ = try await client.send(server.request(), timeout: patience) }
        guard case .badURL = error?.kind else { return #expect(Bool(false), "\(String(describing: error))") }
    }
}
