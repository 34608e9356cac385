import HTTPTypes
import Hummingbird

/// Turns away what is not to be read any further: bodies that are too large, and web pages of other sites.
///
/// A browser sends a page's requests to this machine's own servers too, and nobody is asked for a token: a page must not be
/// able to rent machines. Its requests carry the page's origin, or, when the page's own name was made to point here, a foreign
/// host.
struct Doorkeeper: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let host = request.head.authority
        guard host.map(Loopback.isAuthority) ?? true, request.headers[.origin].map(Loopback.isAuthority) ?? true else {
            throw RefusedRequest.foreignCaller
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > context.maxUploadSize {
            throw RefusedRequest.tooLarge(limit: context.maxUploadSize)
        }
        return try await next(request, context)
    }
}
