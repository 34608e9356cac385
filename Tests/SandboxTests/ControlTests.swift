import Foundation
import Sandbox
import Testing

struct ControlTests {
    @Test func `the state shows offers, machines, truth and calls`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            let state = try await client.state()
            #expect(state["offers"]?.array?.isEmpty == false)
            let machine = try #require(state["instances"]?[0])
            #expect(machine["provider"] == "vastai")
            #expect(machine["id"] == .string("\(id)"))
            #expect(machine["label"] == "sandbox-test")
            #expect(machine["status"] == "running")
            #expect(machine["gpu"] == "RTX 4090")
            #expect(machine["ssh_port"]?.int != nil && machine["created_at"]?.string != nil)
            #expect(state["truth"]?["RTX 4090"]?["qwen2:7b"] == 195.3)
            #expect(state["calls"]?["create"] == 1 && state["calls"]?["search"] == 1)
            _ = try await client.destroy(id)
            #expect(try await client.state()["instances"] == [])
        }
    }

    @Test func `an orphan is planted with its label and age`() async throws {
        try await withSandbox { client in
            let planted = try await client.call(
                "POST", "/_sandbox/orphans", ["provider": "vastai", "label": "gpu-shopper-x-y", "age_seconds": 7200])
            let id = try #require(planted.json["id"]?.string.flatMap { Int($0) })
            let row = try await client.show(id)
            #expect(row["label"] == "gpu-shopper-x-y")
            #expect(row["actual_status"] == "running")
            #expect(Date().timeIntervalSince1970 - (row["start_date"]?.number ?? 0) >= 7200)
        }
    }

    @Test func `a machine can vanish behind our back`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            #expect(try await client.call("DELETE", "/_sandbox/instances/vastai/\(id)").status == 200)
            #expect(try await client.show(id).isNull)
            #expect(try await client.call("DELETE", "/_sandbox/instances/vastai/\(id)").status == 404)
            #expect(try await client.state()["calls"]?["destroy"] == nil)
        }
    }

    @Test func `a reset starts over`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            try await client.fault(["kind": "list_fails"])
            #expect(try await client.call("POST", "/_sandbox/reset").status == 200)
            #expect(try await client.state()["instances"] == [])
            #expect(try await client.state()["calls"]?.object?.members.isEmpty == true)
            #expect(try await client.list().status == 200)
            #expect(try await client.rent() != id)
        }
    }
}
