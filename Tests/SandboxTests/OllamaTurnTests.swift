import Foundation
import Sandbox
import TestSupport
import Testing

/// What one request leaves to those behind it.
@Suite(.needsSSHServer) struct OllamaTurnTests {
    private static func answer(_ extra: [(String, JSONValue)]) -> JSONValue {
        var body = JSONObject([
            ("model", "qwen2:7b"), ("raw", true), ("prompt", "Tell me at length how a memory bus works and why it is slow."),
        ])
        for (name, value) in extra { body[name] = value }
        return .object(body)
    }

    @Test(arguments: [true, false])
    func `a client that hangs up gives its turn to the next one`(streams: Bool) async throws {
        try await withSandbox { cloud in
            // Three hundred tokens and more at one a second: whoever waits for them all gives up before.
            try await cloud.fault(["kind": "slow_gpu", "factor": 0.005, "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            _ = try await machine.ssh("ollama pull qwen2:7b")
            let long = Self.answer([("stream", .bool(streams))]).text
            let short = Self.answer([("stream", false), ("options", ["num_predict": 1])]).text
            let outcome = try await machine.ssh(
                """
                curl -sS -m 2 http://$OLLAMA_HOST/api/generate -d '\(long)' >/dev/null
                curl -sS -m 120 http://$OLLAMA_HOST/api/generate -d '\(short)'
                """)
            #expect(outcome.output.contains("\"done\":true"), "\(outcome.errors)")
        }
    }

    @Test func `a pull in one piece ends when its client hangs up`() async throws {
        try await withMachine { machine in
            try await machine.cloud.fault(["kind": "pull_slow", "factor": 30, "times": 1])
            let pull = #"{"model":"qwen2:7b","stream":false}"#
            // Three seconds would do for the whole pull.
            let outcome = try await machine.ssh("curl -sS -m 0.5 http://$OLLAMA_HOST/api/pull -d '\(pull)'; sleep 4; ollama list")
            #expect(!outcome.output.contains("qwen2:7b"))
        }
    }

    @Test func `a model is kept for its time from the end of its last answer on`() async throws {
        try await withSandbox { cloud in
            try await cloud.fault(["kind": "slow_gpu", "factor": 0.01, "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            let request = Self.answer([("stream", false), ("keep_alive", 60), ("options", ["num_predict": 4])]).text
            let outcome = try await machine.ssh(
                """
                ollama pull qwen2:7b 2>/dev/null
                curl -sS http://$OLLAMA_HOST/api/generate -d '\(request)'; echo
                curl -sS http://$OLLAMA_HOST/api/ps
                """)
            let lines = try outcome.output.split(separator: "\n").map { try JSONValue(parsing: $0.utf8) }
            try #require(lines.count == 2)
            let end = try Self.seconds(lines[0]["created_at"])
            let expiry = try Self.seconds(lines[1]["models"]?[0]?["expires_at"])
            // Four tokens take two seconds here.
            #expect(abs(expiry - end - 60) < 1)
        }
    }

    @Test func `the GPU is busy through two answers in a row`() async throws {
        try await withSandbox { cloud in
            try await cloud.fault(["kind": "slow_gpu", "factor": 0.01, "times": 1])
            let machine = try await RentedMachine.rent("RTX 4090", from: cloud)
            defer { machine.folder.remove() }
            let short = Self.answer([("options", ["num_predict": 6])]).text
            let long = Self.answer([("stream", false)]).text
            // The driver's figure falls within a second of the end of the first one if nothing else runs.
            let outcome = try await machine.ssh(
                """
                ollama pull qwen2:7b 2>/dev/null
                curl -sSN http://$OLLAMA_HOST/api/generate -d '\(short)' >first & first=$!
                until [ -s first ]; do sleep 0.05; done
                curl -sS http://$OLLAMA_HOST/api/generate -d '\(long)' >second & second=$!
                wait $first
                sleep 1.5
                nvidia-smi --query-gpu=utilization.gpu --format=csv,noheader,nounits
                kill $second
                """)
            let share = Int(outcome.output.trimmingCharacters(in: .newlines))
            #expect(try #require(share, "\(outcome.errors)") > 80)
        }
    }

    private static func seconds(_ time: JSONValue?) throws -> Double {
        let text = try #require(time?.string)
        return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true)).timeIntervalSince1970
    }
}
