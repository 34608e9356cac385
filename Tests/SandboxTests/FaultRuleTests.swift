import Foundation
import Sandbox
import Testing

struct FaultRuleTests {
    @Test(
        arguments: [
            (["kind": "server_error", "status": 1000], "status"), (["kind": "destroy_error", "status": -5], "status"),
            (["kind": "server_error", "status": "502"], "status"), (["kind": "server_error", "operation": "serach"], "operation"),
            (["kind": "rate_limit", "retry_after": 1e300], "retry_after"), (["kind": "launch_slow", "seconds": 1e30], "seconds"),
            (["kind": "launch_slow", "seconds": -1], "seconds"), (["kind": "kill_processes", "after_seconds": 1e30], "after_seconds"),
            (["kind": "slow_gpu", "factor": 0], "factor"), (["kind": "pull_slow", "factor": 1e300], "factor"),
            (["kind": "ssh_cut_after", "bytes": -1], "bytes"), (["kind": "ssh_cut_after", "bytes": 1e300], "bytes"),
            (["kind": "html", "times": "1"], "times"), (["kind": "html", "times": 0], "times"), (["kind": "html", "times": 1.5], "times"),
            (["kind": "html", "time": 1], "\"time\""), (["kind": "balance", "usd": "much"], "usd"),
            (["kind": "wrong_gpu", "gpu": 3060], "gpu"), (["kind": "launch_slow"], "seconds"), (["kind": "pull_slow"], "factor"),
            (["kind": "price_rise", "times": 1], "factor"), (["kind": "balance"], "usd"),
            (["kind": "balance", "usd": 1, "times": 1], "times"),
        ] as [(JSONValue, String)])
    func `a fault that cannot be carried out is refused by the member that is wrong`(fault: JSONValue, member: String) async throws {
        try await withSandbox { client in
            let answer = try await client.call("POST", "/_sandbox/faults", fault)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?.string?.contains(member) == true, "\(answer.text)")
            #expect(try await client.call("GET", "/_sandbox/faults").json["faults"] == [])
            #expect(try await client.list().status == 200)
        }
    }

    @Test func `a refusal says what would do`() async throws {
        try await withSandbox { client in
            let status = try await client.call("POST", "/_sandbox/faults", ["kind": "server_error", "status": 1000])
            #expect(status.json["error"] == "\"status\" of server_error is a whole number from 400 to 599, not 1000")
            let member = try await client.call("POST", "/_sandbox/faults", ["kind": "wrong_gpu", "name": "RTX 3060"])
            #expect(member.json["error"] == "wrong_gpu has no \"name\"; it takes gpu, kind, provider, times")
            let missing = try await client.call("POST", "/_sandbox/faults", ["kind": "launch_slow", "times": 1])
            #expect(missing.json["error"] == "launch_slow needs \"seconds\", a number from 0 to 1000000")
        }
    }

    @Test func `every fault in the documentation is one`() async throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(contentsOf: root.appending(path: "docs/sandbox.md"), encoding: .utf8)
        let examples = page.matches(of: #/`(\{"kind":[^`]*\})`/#).map { String($0.output.1) }
        #expect(examples.count >= 26)
        try await withSandbox { client in
            for example in examples {
                let answer = try await client.call("POST", "/_sandbox/faults", text: example.replacing("..", with: "1"))
                #expect(answer.status == 200, "\(example): \(answer.text)")
            }
        }
    }
}
