import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// The model server of one machine, on a port of its own.
struct OllamaServer: Sendable {
    let engine: OllamaEngine
    let logger: Logger

    /// Serves while `body` runs, which is given the port.
    static func serve<Value: Sendable>(
        _ engine: OllamaEngine, logger: Logger, body: (Int) async throws -> Value
    ) async throws -> Value {
        let router = Router(context: SandboxContext.self)
        OllamaServer(engine: engine, logger: logger).addRoutes(to: router)
        return try await LoopbackServer.serve(router, port: 0, logger: logger, body: body)
    }

    private func addRoutes(to router: Router<SandboxContext>) {
        router.add(middleware: OllamaErrors())
        for method in [HTTPRequest.Method.get, .head] {
            router.on("/", method: method) { _, _ in
                Response(
                    status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                    body: .init(byteBuffer: ByteBuffer(string: "Ollama is running")))
            }
            router.on("/api/version", method: method) { _, _ in
                Self.answer(["version": .string(OllamaEngine.version)])
            }
            router.on("/api/tags", method: method) { _, _ in tags() }
        }
        router.get("/api/ps") { _, _ in running() }
        router.post("/api/show") { request, _ in try show(try await Self.body(request)) }
        router.post("/api/pull") { request, context in try await pull(try await Self.body(request), context) }
        router.delete("/api/delete") { request, _ in try delete(try await Self.body(request)) }
        for (path, isChat) in [("/api/generate", false), ("/api/chat", true)] {
            router.on(RouterPath(path), method: .post) { request, context in
                try await generate(try await Self.body(request), isChat: isChat, context)
            }
        }
        router.get("/_sandbox/nvidia-smi") { request, _ in
            let arguments = request.arguments("arg")
            let output = NvidiaSMI(engine: engine).run(arguments)
            return Response(
                status: .ok, headers: [.contentType: "text/plain"],
                body: .init(byteBuffer: ByteBuffer(string: "\(output.status)\n\(output.text)")))
        }
    }

    static func answer(
        _ body: JSONValue, status: HTTPResponse.Status = .ok, contentType: String = "application/json; charset=utf-8"
    ) -> Response {
        Response(
            status: status, headers: [.contentType: contentType],
            body: .init(byteBuffer: ByteBuffer(bytes: body.bytes)))
    }

    private static func body(_ request: Request) async throws -> JSONValue {
        let buffer = try await request.body.collect(upTo: 32 << 20)
        guard buffer.readableBytes > 0 else {
            throw OllamaProblem(status: .badRequest, message: "missing request body")
        }
        do throws(JSONSyntaxError) {
            return try JSONValue(parsing: buffer.readableBytesView)
        } catch {
            throw OllamaProblem(status: .badRequest, message: error.description)
        }
    }
}
