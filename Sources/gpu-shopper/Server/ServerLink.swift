import Domain
import Foundation
import HTTP
import HTTPTypes

/// A way to a server.
struct ServerLink: Sendable {
    /// Where it is.
    let url: URL
    /// Whether the user said so: then nothing else may answer in its place.
    let isNamed: Bool
    private let output: Output
    private let client: ServiceClient
    private let token: Secret?

    /// - Parameter output: told of every call.
    init(_ url: URL, isNamed: Bool, token: Secret?, output: Output) {
        self.output = output
        self.url = url
        self.isNamed = isNamed
        self.token = token
        client = ServiceClient(baseURL: url, client: HTTPClient(), retry: .never)
    }

    /// Asks the server, or returns `nil` when none was named and none listens.
    ///
    /// Throws what it refuses, and `.unavailable` when it cannot be reached.
    func askIfThere(
        _ method: HTTPRequest.Method, _ path: String, query: [URLQueryItem] = [], body: (any Encodable)? = nil,
        timeout: Duration = .seconds(60)
    ) async throws -> ServerAnswer? {
        var headers = HTTPFields()
        headers[.accept] = "application/json"
        if let token { headers[.authorization] = "Bearer \(token.exposed)" }
        var bytes: Data?
        if let body {
            headers[.contentType] = "application/json"
            bytes = try ProductJSON.encoder().encode(body)
        }
        do {
            let begun = ContinuousClock.now
            let (head, data) = try await client.send(
                method, "/api/v1/" + path, query: query, body: bytes, headers: headers, timeout: timeout)
            let answer = ServerAnswer(status: head.status.code, body: data)
            let milliseconds = Int(saturating: (ContinuousClock.now - begun) / .milliseconds(1))
            output.detail("\(method) \(url)/api/v1/\(path): \(answer.status), \(data.count) bytes after \(milliseconds) ms")
            guard head.status.kind != .successful else { return answer }
            if let refusal = ServerRefusal(answer) { throw refusal.problem(answer.status) }
            // The usual port is also the usual port of others.
            guard isNamed else { return nil }
            throw Problem(.badResponse, "\(url) answered with status \(answer.status) and no words", hint: "Is it a gpu-shopper server?")
        } catch let error as TransportError {
            guard case .couldNotConnect = error.kind else { throw unreachable(error) }
            guard !isNamed else { throw unreachable(error) }
            return nil
        }
    }

    /// The same where a server is needed.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, query: [URLQueryItem] = [], body: (any Encodable)? = nil,
        timeout: Duration = .seconds(60)
    ) async throws -> ServerAnswer {
        guard let answer = try await askIfThere(method, path, query: query, body: body, timeout: timeout) else { throw noServer }
        return answer
    }

    /// What to say when nobody listens.
    var noServer: Problem {
        Problem(
            .unavailable, "no gpu-shopper server answers at \(url)",
            hint: "Start one with 'gpu-shopper serve', or name another with --server or GPU_SHOPPER_URL.")
    }

    private func unreachable(_ error: TransportError) -> Problem {
        if case .couldNotConnect = error.kind { return noServer }
        if case .timedOut = error.kind {
            return Problem(.timedOut, "the server at \(url) did not answer in time", hint: "It may be at it still.", cause: error)
        }
        return Problem(.unavailable, "\(error)", hint: "Is 'gpu-shopper serve' running at \(url)?", cause: error)
    }
}
