import Sandbox
import TestSupport
import Testing

/// Requests that once ended the whole sandbox.
struct OddRequestTests {
    @Test(arguments: ["-1", "9223372036854775807", "page--1", "page-zz", "page-5b5d", "\"page-1\""])
    func `a page that nobody ever ended is refused`(token: String) async throws {
        try await withSandbox { client in
            let page = try await client.list(["after_token": token])
            #expect(page.status == 400)
            #expect(try await client.list(["after_token": "", "limit": "-3"]).status == 200)
        }
    }

    @Test(.needsSSHServer) func `a model may be kept for longer than any calendar`() async throws {
        try await withMachine { machine in
            _ = try await machine.ollama.call("POST", "/api/pull", ["model": "qwen2:1.5b"])
            for time: JSONValue in [1e300, -1e300, 1e12] {
                let load = try await machine.ollama.call("POST", "/api/generate", ["model": "qwen2:1.5b", "keep_alive": time])
                #expect(load.json["done_reason"] == "load")
                let running = try await machine.ollama.call("GET", "/api/ps").json["models"]?[0]
                #expect(running?["expires_at"] == "2318-03-04T10:11:12.123456789Z")
            }
        }
    }

    @Test(arguments: [
        "--pull-seconds 1e30", "--load-seconds nan", "--boot-seconds=-1", "--balance inf", "--offers 10001", "--port 65536",
        "env --port 99999", "env --port 0",
    ])
    func `an option nobody could live up to is refused by its name`(words: String) async throws {
        let program = try #require(SandboxProcess.program)
        let outcome = try await Program.run(program, words.split(separator: " ").map(String.init))
        #expect(outcome.status == 64)
        let option = try #require(words.split(whereSeparator: { " =".contains($0) }).first { $0.hasPrefix("--") })
        #expect(outcome.errors.contains("Error: \(option) is a number from "), "\(outcome.errors)")
    }
}
