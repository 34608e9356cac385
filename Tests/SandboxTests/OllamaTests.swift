import Sandbox
import TestSupport
import Testing

/// The model server of a machine, reached over SSH's own port number found through a login.
@Suite(.needsSSHServer) struct OllamaTests {
    @Test func `errors come with the real server's words and status`() async throws {
        try await withMachine { machine in
            let ollama = machine.ollama
            #expect(try await ollama.call("GET", "/").text == "Ollama is running")
            let missing = try await ollama.call("GET", "/api/nothing")
            #expect(missing.status == 404 && missing.text == "404 page not found")
            let unknown = try await ollama.call("POST", "/api/generate", ["model": "nope:1b", "prompt": "x"])
            #expect(unknown.status == 404 && unknown.json == ["error": "model 'nope:1b' not found"])
            let nameless = try await ollama.call("POST", "/api/generate", ["prompt": "x"])
            #expect(nameless.status == 404 && nameless.json == ["error": "model '' not found"])
            let broken = try await ollama.call("POST", "/api/generate", text: "{bad")
            #expect(broken.status == 400)
            #expect(broken.json["error"] == "invalid character 'b' looking for beginning of object key string")
            let show = try await ollama.call("POST", "/api/show", ["model": "nope:1b"])
            #expect(show.status == 404 && show.json == ["error": "model 'nope:1b' not found"])
            #expect(try await ollama.call("GET", "/api/version").json["version"]?.string != nil)
            #expect(try await ollama.call("GET", "/api/ps").text == #"{"models":[]}"#)
        }
    }

    @Test func `a pull reports its layers and an unknown model is an error inside the stream`() async throws {
        try await withMachine { machine in
            let pull = try await machine.ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            #expect(pull.status == 200)
            #expect(pull.headers["content-type"] == "application/x-ndjson")
            let lines = pull.lines
            #expect(lines.first == ["status": "pulling manifest"])
            #expect(lines.last == ["status": "success"])
            let progress = lines.filter { $0["digest"] != nil }
            #expect(progress.allSatisfy { $0["total"]?.int != nil && $0["status"]?.string?.hasPrefix("pulling ") == true })
            #expect(progress.contains { $0["total"]?.int == 4_431_400_262 && $0["completed"]?.int == 4_431_400_262 })
            let unknown = try await machine.ollama.call("POST", "/api/pull", ["model": "nope:1b"])
            #expect(unknown.status == 200)
            #expect(unknown.lines.last?["error"]?.string?.contains("file does not exist") == true)
            let whole = try await machine.ollama.call("POST", "/api/pull", ["model": "nope:1b", "stream": false])
            #expect(whole.status == 500)
            #expect(whole.headers["content-type"] == "application/json")
        }
    }

    @Test func `what it says about a model has the real server's members`() async throws {
        try await withMachine { machine in
            let ollama = machine.ollama
            _ = try await ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            let tag = try #require(try await ollama.call("GET", "/api/tags").json["models"]?[0])
            #expect(tag.object?.names == ["name", "model", "modified_at", "size", "digest", "details", "capabilities"])
            #expect(
                tag["details"]?.object?.names == [
                    "parent_model", "format", "family", "families", "parameter_size", "quantization_level",
                    "context_length", "embedding_length",
                ])
            #expect(tag["size"] == 4_431_400_262)
            let show = try await ollama.call("POST", "/api/show", ["model": "qwen2:7b"]).json
            #expect(
                show.object?.names == [
                    "modelfile", "template", "details", "model_info", "tensors", "capabilities", "modified_at",
                ])
            #expect(show["model_info"]?["qwen2.block_count"] == 28)
            let load = try await ollama.call("POST", "/api/generate", ["model": "qwen2:7b"])
            #expect(load.json.object?.names == ["model", "created_at", "response", "done", "done_reason"])
            #expect(load.json["done_reason"] == "load")
            let running = try #require(try await ollama.call("GET", "/api/ps").json["models"]?[0])
            #expect(
                running.object?.names == [
                    "name", "model", "size", "digest", "details", "expires_at", "size_vram", "context_length",
                ])
            let unload = try await ollama.call("POST", "/api/generate", ["model": "qwen2:7b", "keep_alive": 0])
            #expect(unload.json["done_reason"] == "unload")
            #expect(try await ollama.call("GET", "/api/ps").text == #"{"models":[]}"#)
        }
    }

    @Test func `streams, answers in one piece, raw and chat have the real server's members`() async throws {
        try await withMachine { machine in
            let ollama = machine.ollama
            _ = try await ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            let options: JSONValue = ["num_predict": 12, "num_ctx": 2048, "temperature": 0]
            let timings = [
                "total_duration", "load_duration", "prompt_eval_count", "prompt_eval_duration", "eval_count",
                "eval_duration",
            ]
            let prompt: JSONValue = "Tell me at length how a memory bus works and why it is slow."
            let stream = try await ollama.call(
                "POST", "/api/generate", ["model": "qwen2:7b", "prompt": prompt, "options": options])
            #expect(stream.headers["content-type"] == "application/x-ndjson")
            #expect(stream.lines.count == 13)
            #expect(stream.lines.first?.object?.names == ["model", "created_at", "response", "done"])
            #expect(
                stream.lines.last?.object?.names
                    == ["model", "created_at", "response", "done", "done_reason", "context"] + timings)
            #expect(stream.lines.last?["done_reason"] == "length")
            #expect(stream.lines.last?["eval_count"] == 12)
            let whole = try await ollama.call(
                "POST", "/api/generate",
                ["model": "qwen2:7b", "prompt": prompt, "options": options, "stream": false])
            #expect(whole.headers["content-type"] == "application/json; charset=utf-8")
            #expect(whole.json.object?.names == stream.lines.last?.object?.names)
            let raw = try await ollama.call(
                "POST", "/api/generate", ["model": "qwen2:7b", "prompt": prompt, "options": options, "raw": true])
            #expect(
                raw.lines.last?.object?.names
                    == ["model", "created_at", "response", "done", "done_reason"] + timings)
            let chat = try await ollama.call(
                "POST", "/api/chat",
                ["model": "qwen2:7b", "messages": [["role": "user", "content": prompt]], "options": options])
            #expect(chat.lines.first?.object?.names == ["model", "created_at", "message", "done"])
            #expect(chat.lines.first?["message"]?.object?.names == ["role", "content"])
            #expect(
                chat.lines.last?.object?.names
                    == ["model", "created_at", "message", "done", "done_reason"] + timings)
        }
    }

    @Test func `a reasoning model thinks first unless it is asked raw or told not to`() async throws {
        try await withMachine { machine in
            let ollama = machine.ollama
            _ = try await ollama.call("POST", "/api/pull", ["model": "deepseek-r1:7b"])
            func lines(_ extra: [(String, JSONValue)]) async throws -> [JSONValue] {
                var body = JSONObject([
                    ("model", "deepseek-r1:7b"), ("options", ["num_predict": 5]),
                    ("prompt", "Tell me at length how a memory bus works and why it is slow."),
                ])
                for (name, value) in extra { body[name] = value }
                return try await ollama.call("POST", "/api/generate", .object(body)).lines
            }
            #expect(try await lines([]).first?["thinking"]?.string?.isEmpty == false)
            #expect(try await lines([("raw", true)]).first?["thinking"] == nil)
            #expect(try await lines([("think", false)]).first?["thinking"] == nil)
        }
    }

    @Test(arguments: [("RTX 4090", "qwen2:7b"), ("RTX 3090", "deepseek-r1:14b"), ("A100 SXM4", "llama3.1:8b")])
    func `measured speed is the truth within half a percent`(gpu: String, model: String) async throws {
        try await withMachine(gpu) { machine in
            let truth = try #require(try await machine.cloud.state()["truth"]?[gpu]?[model]?.number)
            if model == "qwen2:7b" { #expect(truth == 195.3) }
            _ = try await machine.ollama.call("POST", "/api/pull", ["model": .string(model)])
            let answer = try await machine.ollama.call(
                "POST", "/api/generate",
                [
                    "model": .string(model), "raw": true,
                    "prompt": "Tell me at length how a memory bus works and why it is slow.",
                    "options": ["num_predict": 100, "num_ctx": 4096],
                ])
            let end = try #require(answer.lines.last)
            let count = try #require(end["eval_count"]?.number)
            let seconds = try #require(end["eval_duration"]?.number) / 1e9
            #expect(abs(count / seconds / truth - 1) < 0.005)
        }
    }

    @Test func `a context too large for the GPU spills and slows it down`() async throws {
        try await withMachine("RTX 3090") { machine in
            let ollama = machine.ollama
            _ = try await ollama.call("POST", "/api/pull", ["model": "deepseek-r1:32b"])
            func run(_ context: JSONValue) async throws -> (speed: Double, loaded: JSONValue) {
                let end = try #require(
                    try await ollama.call(
                        "POST", "/api/generate",
                        [
                            "model": "deepseek-r1:32b", "raw": true, "prompt": "Count the layers of a cake for me please.",
                            "options": ["num_predict": 4, "num_ctx": context],
                        ]
                    ).lines.last)
                let loaded = try #require(try await ollama.call("GET", "/api/ps").json["models"]?[0])
                let count = try #require(end["eval_count"]?.number)
                return (count / (try #require(end["eval_duration"]?.number)) * 1e9, loaded)
            }
            let pinned = try await run(4096)
            #expect(pinned.loaded["size"] == pinned.loaded["size_vram"])
            #expect(pinned.loaded["context_length"] == 4096)
            // Nothing asked for: a 24 GiB card gets 32k, which does not fit beside 32B weights.
            let chosen = try await run(.null)
            #expect(chosen.loaded["context_length"] == 32_768)
            let size = try #require(chosen.loaded["size"]?.int)
            #expect(try #require(chosen.loaded["size_vram"]?.int) < size)
            #expect(chosen.speed < pinned.speed / 2)
        }
    }

    @Test func `two requests at once are answered one after the other`() async throws {
        try await withMachine { machine in
            let ollama = machine.ollama
            _ = try await ollama.call("POST", "/api/pull", ["model": "qwen2:7b"])
            let body: JSONValue = [
                "model": "qwen2:7b", "raw": true, "options": ["num_predict": 200],
                "prompt": "Tell me at length how a memory bus works and why it is slow.",
            ]
            async let first = ollama.call("POST", "/api/generate", body)
            async let second = ollama.call("POST", "/api/generate", body)
            let waits = try await [first, second].map { answer in
                let end = try #require(answer.lines.last)
                let parts = ["load_duration", "prompt_eval_duration", "eval_duration"].compactMap { end[$0]?.number }
                return (try #require(end["total_duration"]?.number) - parts.reduce(0, +)) / 1e9
            }
            // Two hundred tokens at 195.3 a second: one of them waited for most of that, and its total says so.
            #expect(try #require(waits.max()) > 0.1)
            let spans = try await [first, second].map { answer in
                let times = answer.lines.compactMap { $0["created_at"]?.string }.sorted()
                return (try #require(times.first), try #require(times.last))
            }.sorted { $0.0 < $1.0 }
            #expect(spans[0].1 <= spans[1].0)
        }
    }
}
