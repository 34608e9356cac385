import Foundation
import Sandbox
import Synchronization
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
                "POST", "/_sandbox/orphans", ["provider": "vastai", "label": "gpu-shopper-x-y", "age_seconds": 2_592_000])
            let id = try #require(planted.json["id"]?.string.flatMap { Int($0) })
            let row = try await client.show(id)
            #expect(row["label"] == "gpu-shopper-x-y")
            #expect(row["actual_status"] == "running")
            #expect(Date().timeIntervalSince1970 - (row["start_date"]?.number ?? 0) >= 2_592_000)
            let credit = try await client.call("GET", "/vastai/api/v0/users/current").json["credit"]?.number
            #expect(try #require(credit) > 24.9, "its past is billed")
        }
    }

    @Test func `an orphan runs at once and takes no fault that waits for a machine`() async throws {
        try await withSandbox({ $0.bootSeconds = 3600 }) { client in
            for kind in ["never_boots", "stale_offer", "wrong_gpu", "busy", "list_lags"] {
                try await client.fault(["kind": .string(kind), "times": 1])
            }
            let planted = try await client.call("POST", "/_sandbox/orphans", ["provider": "vastai", "label": "left"])
            let id = try #require(planted.json["id"]?.string.flatMap { Int($0) }, "\(planted.text)")
            #expect(try await client.show(id)["actual_status"] == "running")
            #expect(try await client.list().json["total_instances"] == 1)
            #expect(try await client.call("GET", "/_sandbox/faults").json["faults"]?.array?.count == 5)
        }
    }

    @Test(
        arguments: [
            (["label": "l"], "provider"), (["provider": "vastai"], "label"), (["provider": "vastai", "label": 7], "label"),
            (["provider": "vastai", "label": "l", "age_seconds": 1e30], "age_seconds"),
            (["provider": "vastai", "label": "l", "age_seconds": -1e30], "age_seconds"),
            (["provider": "vastai", "label": "l", "age_seconds": "60"], "age_seconds"),
            (["provider": "vastai", "label": "l", "age": 60], "\"age\""),
        ] as [(JSONValue, String)])
    func `an orphan that makes no sense is refused by the member that is wrong`(orphan: JSONValue, member: String) async throws {
        try await withSandbox { client in
            let answer = try await client.call("POST", "/_sandbox/orphans", orphan)
            #expect(answer.status == 400)
            #expect(answer.json["error"]?.string?.contains(member) == true, "\(answer.text)")
            #expect(try await client.state()["instances"] == [])
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

    @Test func `a machine of a sandbox started later has an id of its own`() async throws {
        let ids = Mutex<[Int]>([])
        for _ in 0..<2 {
            try await withSandbox { client in
                let id = try await client.rent()
                ids.withLock { $0.append(id) }
            }
        }
        #expect(Set(ids.withLock { $0 }).count == 2)
        #expect(ids.withLock { $0 }.allSatisfy { $0 < 1_100_000_000 })
    }

    @Test func `the bill names every machine there ever was`() async throws {
        try await withSandbox { client in
            let (first, second) = (try await client.rent(), try await client.rent("RTX 3090"))
            _ = try await client.destroy(first)
            try await client.fault(["kind": "list_lags"])
            let hidden = try await client.rent("RTX 3060")
            let bill = try #require(try await client.call("GET", "/_sandbox/machines").json["machines"]?.array)
            #expect(bill.compactMap { $0["id"]?.string } == [first, second, hidden].map(String.init))
            let (gone, alive) = (bill[0], bill[1])
            let (begin, end) = (try #require(gone["billed_from"]?.number), try #require(gone["ended"]?.number))
            let price = try #require(gone["price_per_hour"]?.number)
            #expect(end > begin && abs((gone["cost"]?.number ?? 0) - (end - begin) / 3600 * price) < 1e-9)
            #expect(gone["label"] == "sandbox-test" && gone["created"] == gone["billed_from"])
            #expect(alive["ended"] == .null && alive["cost"]?.number ?? 0 > 0 && alive["listed_from"]?.number != nil)
            #expect(bill[2]["listed_from"] == .null)
        }
    }
}
