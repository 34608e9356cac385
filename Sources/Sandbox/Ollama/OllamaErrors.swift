import HTTPTypes
import Hummingbird
import NIOCore

/// Turns what goes wrong into the model server's own answers.
struct OllamaErrors: RouterMiddleware {
    typealias Context = SandboxContext

    func handle(
        _ request: Request, context: Context, next: @concurrent (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let problem as OllamaProblem {
            return OllamaServer.answer(["error": .string(problem.message)], status: problem.status)
        } catch let error as HTTPError where error.status == .notFound {
            return Response(
                status: .notFound, headers: [.contentType: "text/plain"],
                body: .init(byteBuffer: ByteBuffer(string: "404 page not found")))
        }
    }
}
