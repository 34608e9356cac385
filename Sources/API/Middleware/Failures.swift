import HTTPTypes
import Hummingbird
import Logging

/// Answers every error, whoever throws it; what the caller is not told goes into the log.
struct Failures: RouterMiddleware {
    func handle(
        _ request: Request, context: APIContext, next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let failure = Failure(error, request.method, path: request.uri.path, limit: context.maxUploadSize)
            if failure.status.kind == .serverError {
                context.logger.error("\(request.method.rawValue) \(request.uri.path): \(failure.hidden ?? failure.message)")
            }
            return try failure.answer(to: context.requestID).response(from: request, context: context)
        }
    }
}
