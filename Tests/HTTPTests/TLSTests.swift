import Foundation
import HTTP
import HTTPTypes
import TestSupport
import Testing

@Suite(.enabled(if: SelfSignedServer.isPossible, "needs the openssl command"))
struct TLSTests {
    @Test func `a certificate that nobody vouches for is refused before anything is sent`() async throws {
        let server = try await SelfSignedServer()
        let error = try await transportError {
            _ = try await HTTPClient().send(request("https://localhost:\(server.port)/", .put), timeout: patience)
        }
        guard case .tls(let reason) = error?.kind else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(reason.contains("certificate"))
        #expect(error?.mayHaveBeenProcessed == false)
        #expect(error?.isConnectionProblem == false)
    }

    @Test func `the same certificate passes where it is trusted`() async throws {
        let server = try await SelfSignedServer()
        let client = HTTPClient(options: HTTPClientOptions(certificateFile: server.certificate))
        let (response, _) = try await client.send(request("https://localhost:\(server.port)/"), timeout: patience)
        #expect(response.status == .ok)
    }

    @Test func `a trusted certificate for another name is refused`() async throws {
        let server = try await SelfSignedServer()
        let client = HTTPClient(options: HTTPClientOptions(certificateFile: server.certificate))
        let error = try await transportError {
            _ = try await client.send(request("https://127.0.0.1:\(server.port)/"), timeout: patience)
        }
        guard case .tls = error?.kind else { return #expect(Bool(false), "\(String(describing: error))") }
    }
}
