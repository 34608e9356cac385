import HTTPTypes
import Hummingbird
import NIOCore

extension OllamaServer {
    func pull(_ body: JSONValue, _ context: SandboxContext) async throws -> Response {
        let wanted = body["model"]?.string ?? body["name"]?.string ?? ""
        guard !wanted.isEmpty else { throw OllamaProblem(status: .badRequest, message: "invalid model name") }
        let pull = ModelPull(engine: engine, wanted: wanted)
        guard body["stream"]?.bool ?? true else {
            let last = try await context.whileClientListens { [pull] in
                var pull = pull
                var last: JSONValue = [:]
                while let report = try await pull.next() { last = report }
                return last
            }
            // This one answer of the real server names no character set.
            return Self.answer(
                last, status: last["error"] == nil ? .ok : .internalServerError, contentType: "application/json")
        }
        return Response(
            status: .ok, headers: [.contentType: "application/x-ndjson"],
            body: ResponseBody { [pull] writer in
                var pull = pull
                while let report = try await pull.next() {
                    try await writer.write(ByteBuffer(bytes: report.bytes + [0x0A]))
                }
                try await writer.finish(nil)
            })
    }
}
