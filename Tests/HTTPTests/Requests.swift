import Foundation
import HTTP
import HTTPTypes
import TestSupport

extension LoopbackServer {
    func request(
        _ path: String = "/", _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:]
    ) -> HTTPRequest {
        HTTPRequest(method: method, scheme: "http", authority: authority, path: path, headerFields: headers)
    }
}

/// Long enough for a busy machine; no test gets near it unless it fails.
let patience = Patience.limit

/// A name that no resolver asks the network for, since a part of it is longer than names can be: whatever becomes of
/// questions to the network here, the answer comes at once.
let nameless = String(repeating: "x", count: 64) + ".invalid"

func request(_ url: String, _ method: HTTPRequest.Method = .get, headers: HTTPFields = [:]) -> HTTPRequest {
    let parts = URLComponents(string: url)
    let host = parts?.percentEncodedHost ?? ""
    return HTTPRequest(
        method: method, scheme: parts?.scheme, authority: parts?.port.map { "\(host):\($0)" } ?? host,
        path: (parts?.percentEncodedPath ?? "/") + (parts?.percentEncodedQuery.map { "?\($0)" } ?? ""),
        headerFields: headers)
}

/// Runs a call that must fail on the way.
func transportError(_ call: () async throws -> Void) async throws -> TransportError? {
    do {
        try await call()
        return nil
    } catch let error as TransportError {
        return error
    }
}
