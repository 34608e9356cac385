import Hummingbird

/// Counts and times every request by its route, whatever becomes of it.
struct RequestTimes: RouterMiddleware {
    let figures: RequestFigures

    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let begun = ContinuousClock.now
        let response = try await next(request, context)
        figures.note(
            method: context.isHead ? "HEAD" : request.method.rawValue, path: context.endpointPath.flatMap(Self.pattern),
            status: response.status.code,
            seconds: (ContinuousClock.now - begun) / .seconds(1))
        return response
    }

    /// `/api/v1/sessions/:id`, as routes are written; `nil` for what is none: the framework has a word for that.
    private static func pattern(_ path: String) -> String? {
        guard path.hasPrefix("/") else { return nil }
        return path.split(separator: "/", omittingEmptySubsequences: false).map { part in
            part.hasPrefix("{") && part.hasSuffix("}") ? ":" + part.dropFirst().dropLast() : String(part)
        }.joined(separator: "/")
    }
}
