import HTTPTypes
import Hummingbird

/// Answers `HEAD` as the same `GET` without its body, on every route and for every error.
struct HeadResponder<Inner: HTTPResponder<APIContext>>: HTTPResponder {
    let inner: Inner

    func respond(to request: Request, context: APIContext) async throws -> Response {
        guard request.method == .head else { return try await inner.respond(to: request, context: context) }
        var (head, context) = (request.head, context)
        head.method = .get
        context.isHead = true
        var response = try await inner.respond(to: Request(head: head, body: request.body), context: context)
        if response.headers[.contentLength] == nil, let length = response.body.contentLength {
            response.headers[.contentLength] = String(length)
        }
        return response.createHeadResponse()
    }
}
