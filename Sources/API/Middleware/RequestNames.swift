import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Gives every request a name, the caller's own where it is one, and says in the log what became of it.
struct RequestNames: RouterMiddleware {
    /// The header that carries it.
    static let header = HTTPField.Name("X-Request-ID")

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let name = Self.given(by: request) ?? UUID().uuidString.lowercased()
        var context = context
        context.requestID = name
        // In the place of the framework's own name, which no caller knows.
        context.logger[metadataKey: "hb.request.id"] = nil
        context.logger[metadataKey: "request_id"] = "\(name)"
        let begun = ContinuousClock.now
        var response = try await CallTrace.$current.withValue(CallTrace(requestID: name)) { [context] in try await next(request, context) }
        if let header = Self.header { response.headers[header] = name }
        let milliseconds = Int((ContinuousClock.now - begun) / .milliseconds(1))
        // Without the query: it may name whom a question is about.
        context.logger.log(
            level: Self.isProbe(request) ? .debug : .info,
            "\(context.isHead ? "HEAD" : request.method.rawValue) \(request.uri.path.prefix(200)) \(response.status.code) in \(milliseconds) ms"
        )
        return response
    }

    private static func given(by request: Request) -> String? {
        guard let header, let given = request.headers[header], (1...128).contains(given.utf8.count) else { return nil }
        let isClean = given.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isClean ? given : nil
    }

    /// Asked every few seconds by whatever watches the server.
    private static func isProbe(_ request: Request) -> Bool { ["/health", "/ready", "/metrics"].contains(request.uri.path) }
}
