import HTTPTypes
import Hummingbird
import NIOCore

extension OllamaServer {
    func pull(_ body: JSONValue) async throws -> Response {
        let wanted = body["model"]?.string ?? body["name"]?.string ?? ""
        guard !wanted.isEmpty else { throw OllamaProblem(status: .badRequest, message: "invalid model name") }
        var pull = ModelPull(engine: engine, wanted: wanted)
        guard body["stream"]?.bool ?? true else {
            var last: JSONValue = [:]
            while let report = try await pull.next() { last = report }
            return Self.answer(last, status: last["error"] == nil ? .ok : .internalServerError)
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
