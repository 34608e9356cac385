import Foundation
import HTTP
import HTTPTypes

/// A way to a server on this computer.
struct Caller: Sendable {
    /// What it answered.
    struct Answer: Sendable {
        let status: Int
        let body: Data

        func decoded<Shape: Decodable>(_ type: Shape.Type = Shape.self) throws -> Shape { try JSONDecoder().decode(Shape.self, from: body) }
    }

    private static let client = HTTPClient(options: HTTPClientOptions(proxy: .direct))

    private let service: ServiceClient

    init(_ url: String) throws {
        guard let base = URL(string: url) else { throw TrialFailure("\(url) is no address") }
        service = ServiceClient(baseURL: base, client: Self.client, retry: .never)
    }

    /// Makes one call, once; any status is an answer.
    func call(
        _ method: HTTPRequest.Method, _ path: String, query: [URLQueryItem] = [], _ body: String? = nil, timeout: Duration = .seconds(60)
    ) async throws -> Answer {
        var headers = HTTPFields()
        if body != nil { headers[.contentType] = "application/json" }
        let (head, data) = try await service.send(
            method, path, query: query, body: body.map { Data($0.utf8) }, headers: headers, repeatable: .once, timeout: timeout)
        return Answer(status: head.status.code, body: data)
    }

    /// The same where anything but success is a failure of the trial.
    func success(
        _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil, timeout: Duration = .seconds(60)
    ) async throws -> Answer {
        let answer = try await call(method, path, body, timeout: timeout)
        guard answer.status / 100 == 2 else {
            throw TrialFailure("\(method.rawValue) \(path): \(answer.status) \(String(decoding: answer.body.prefix(300), as: UTF8.self))")
        }
        return answer
    }
}
