import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix

extension OllamaServer {
    func generate(_ body: JSONValue, isChat: Bool, _ context: SandboxContext) async throws -> Response {
        let request = try GenerationRequest(body, isChat: isChat)
        let (name, model) = try engine.installed(request.model)
        if request.thinks == true, !model.reasons {
            throw OllamaProblem(status: .badRequest, message: "\"\(request.model)\" does not support thinking")
        }
        if request.prompt.isEmpty, request.keepAlive == 0 {
            engine.unload(name)
            return Self.answer(Self.notice(request, "unload"))
        }
        let plan = try engine.plan(model, context: request.context)
        return try await context.whileClientListens {
            let arrival = ContinuousClock.now
            let turn = try await engine.line.turn()
            let queueTime = (ContinuousClock.now - arrival) / .seconds(1)
            let loadTime = try await engine.load(name, model, plan, keepAlive: request.keepAlive)
            if request.prompt.isEmpty {
                turn.end()
                return Self.answer(Self.notice(request, "load"))
            }
            let generation = engine.generation(
                request, name: name, model: model, plan: plan, queueTime: queueTime, loadTime: loadTime)
            if request.streams { return stream(generation, request, name, turn) }
            engine.beginAnswer()
            do {
                var pace = GenerationPace(generation)
                while try await pace.next() != nil {}
            } catch {
                end(request, name, turn)
                throw error
            }
            await finish(request, name, turn)
            return Self.answer(generation.end(at: Cloud.now, whole: true))
        }
    }

    private func stream(
        _ generation: Generation, _ request: GenerationRequest, _ name: String, _ turn: TurnLine.Turn
    ) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/x-ndjson"],
            body: ResponseBody { writer in
                engine.beginAnswer()
                do {
                    var pace = GenerationPace(generation)
                    while let lines = try await pace.next() {
                        try await writer.write(ByteBuffer(bytes: lines.flatMap { $0.bytes + [0x0A] }))
                    }
                    let end = generation.end(at: Cloud.now, whole: false)
                    try await writer.write(ByteBuffer(bytes: end.bytes + [0x0A]))
                } catch {
                    end(request, name, turn)
                    throw error
                }
                await finish(request, name, turn)
                try await writer.finish(nil)
            })
    }

    /// Ends the turn of an answer that is over, complete or not.
    ///
    /// What it leaves on the engine is settled while the turn is still held: behind it the next answer begins.
    private func end(_ request: GenerationRequest, _ name: String, _ turn: TurnLine.Turn) {
        engine.endAnswer(of: name, keepAlive: request.keepAlive)
        turn.end()
    }

    /// Ends the turn of a complete answer, after which a fault may strike.
    private func finish(_ request: GenerationRequest, _ name: String, _ turn: TurnLine.Turn) async {
        end(request, name, turn)
        let served = engine.with { $0.served }
        let strikes = engine.cloud.with { state in
            state.faults.take(.killProcesses) {
                ($0.number("after_requests") ?? .infinity) <= Double(served)
                    && $0.concerns("instance", String(engine.machine))
            }
        }
        guard strikes != nil else { return }
        await ProcessTable.killAll(on: engine.files)
    }

    private static func notice(_ request: GenerationRequest, _ reason: String) -> JSONValue {
        var line = JSONObject([
            ("model", .string(request.model)), ("created_at", .string(GoTime.text(Cloud.now))),
        ])
        if request.isChat {
            line["message"] = ["role": "assistant", "content": ""]
        } else {
            line["response"] = ""
        }
        line["done"] = true
        line["done_reason"] = .string(reason)
        return .object(line)
    }
}
