import Foundation
import Testing

@Suite("bench script: OLLAMA_HOST", .timeLimit(.minutes(15)))
struct BenchScriptHostTests {
    @Test(arguments: [
        "127.0.0.1:abc", "localhost:99999", "localhost:0", "localhost:", "::1", "a:b:1", "[::1]x", "http://localhost:65536",
    ])
    func `a malformed host starts no installer`(host: String) async throws {
        try await BenchMachine.with(nil) { machine async throws in
            let (status, said) = try await machine.runScript(with: ["OLLAMA_HOST": host])
            #expect(status == 64 && said.contains("OLLAMA_HOST must look like"), "\(said)")
            #expect(try machine.failure().stage == "tools" && machine.failure().reason.contains("'\(host)'"))
        }
    }

    @Test(arguments: ["[::2]:1", "http://[::2]:1/", "nowhere.invalid:65535"])
    func `a host in brackets or by name is asked`(host: String) async throws {
        try await BenchMachine.with(nil) { machine async throws in
            #expect(try await machine.runScript(with: ["OLLAMA_HOST": host]).status == 69)
            #expect(try machine.failure().stage == "ollama")
            #expect(try machine.failure().reason.contains("not on this machine"))
        }
    }
}
