import Engine
import HTTPTypes
import Hummingbird
import Logging

/// Turns away what is not to be read any further: callers without a token or without the right, too many requests, bodies that
/// are too large, and web pages of other sites.
///
/// A browser sends a page's requests to this machine's own servers too: where nobody is asked for a token, a page must not be
/// able to rent machines. Its requests carry the page's origin, or, when the page's own name was made to point here, a foreign
/// host.
struct Doorkeeper: RouterMiddleware {
    let callers: CallerBook

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if callers.isOpen { try refuseForeign(request) }
        let path = request.uri.path
        if !NeededRight.isOpen(path) {
            context.caller = try callers.caller(request.headers[.authorization])
            try callers.count(context.caller)
            try context.caller.require(NeededRight.of(request.method, path: path))
            if !callers.isOpen { context.logger[metadataKey: "caller"] = "\(context.caller.name)" }
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > context.maxUploadSize {
            throw RefusedRequest.tooLarge(limit: context.maxUploadSize)
        }
        return try await next(request, context)
    }

    private func refuseForeign(_ request: Request) throws {
        let host = request.head.authority
        guard host.map(Loopback.isAuthority) ?? true, request.headers[.origin].map(Loopback.isAuthority) ?? true else {
            throw RefusedRequest.foreignCaller
        }
    }
}
