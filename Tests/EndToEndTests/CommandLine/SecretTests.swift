import Foundation
import Testing

@Suite(.needsSSHServer)
struct SecretTests {
    private static let key = "k3y-that-nobody-may-see-0123456789"

    @Test func `the key is never printed and never stored`() async throws {
        try await Desk.atMarket { desk, market in
            desk.settings["VASTAI_API_KEY"] = Self.key
            desk.settings["SSH_VERIFY_TIMEOUT"] = "2s"
            desk.settings["SSH_CHECK_INTERVAL"] = "1s"
            var said = ""
            for command in [
                "doctor", "doctor -o json", "advise -m qwen2:7b --explain", "inventory -o json", "benchmarks list", "cleanup-orphans",
                "advise --help", "inventory --frobnicate",
            ] {
                let finished = try await desk.shell("\"$shop\" \(command)")
                said += finished.output + finished.errors
            }
            for fault in [
                #"{"kind":"html"}"#, #"{"kind":"server_error","status":500}"#, #"{"kind":"rate_limit","retry_after":1}"#,
            ] {
                try await market.fault(fault)
                for command in ["inventory", "doctor", "bench run -m qwen2:7b"] {
                    let finished = try await desk.shell("\"$shop\" \(command)")
                    said += finished.output + finished.errors
                }
                try await market.clearFaults()
            }
            try await market.fault(#"{"kind":"never_boots"}"#)
            let failed = try await desk.shop("bench", "run", "-m", "qwen2:7b", "--attempts", "1", "-o", "json")
            #expect(failed.status != 0, failed.all)
            said += failed.output + failed.errors
            let silent = try await desk.shop("inventory", with: ["VASTAI_BASE_URL": "http://127.0.0.1:1/\(Self.key)"])
            said += silent.output.replacing("/" + Self.key, with: "") + silent.errors.replacing("/" + Self.key, with: "")
            #expect(!said.contains(Self.key))
            #expect(said.count > 5000)
            let grep = try await desk.shell("grep -rl --binary-files=text '\(Self.key)' \"$HOME\" .")
            #expect(grep.status == 1 && grep.output.isEmpty, grep.all)
            #expect(try await market.machines().isEmpty)
        }
    }

    @Test func `a malformed file does not give its secrets away`() async throws {
        try await Desk.use { desk in
            try Data("VASTAI_API_KEY=\"\(Self.key)\n".utf8).write(to: desk.work.appending(path: ".env"))
            let open = try await desk.shop("inventory")
            #expect(open.status == 64 && !open.errors.contains(Self.key), open.all)
            try Data("VASTAI_API_KEY \(Self.key)\n".utf8).write(to: desk.work.appending(path: ".env"))
            let none = try await desk.shop("inventory")
            #expect(none.status == 64 && !none.errors.contains(Self.key), none.all)
        }
    }
}
