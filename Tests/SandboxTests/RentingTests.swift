import Sandbox
import Testing

struct RentingTests {
    @Test func `an offer that is rented leaves the market until its machine is destroyed`() async throws {
        try await withSandbox { client in
            let offer = try await client.offer()
            let id = try #require(try await client.create(offer).json["new_contract"]?.int)
            let query: JSONValue = ["id": ["eq": offer["id"] ?? .null]]
            #expect(try await client.search(query).isEmpty)
            let again = try await client.create(offer)
            #expect(again.status == 400)
            #expect(again.json["msg"]?.string?.contains("no_such_ask") == true)
            #expect(again.json["ask_id"] == offer["id"])
            #expect(try await client.destroy(id).json["success"] == true)
            #expect(try await client.show(id).isNull)
            #expect(try await client.search(query).count == 1)
            #expect(try await client.destroy(id).status == 404)
        }
    }

    @Test func `a machine goes from null over created and loading to running`() async throws {
        try await withSandbox({ $0.bootSeconds = 1.5 }) { client in
            let id = try await client.rent()
            var seen: [String] = []
            try await eventually("it never ran") {
                let status = try await client.show(id)["actual_status"]
                let word = status?.string ?? "null"
                if seen.last != word { seen.append(word) }
                return word == "running"
            }
            let order = ["null", "created", "loading", "running"]
            #expect(seen == order.filter(seen.contains))
            let row = try await client.show(id)
            #expect(row["ssh_host"] == "127.0.0.1")
            #expect(row["ssh_port"]?.int ?? 0 > 0)
            #expect(row["label"] == "sandbox-test")
            #expect(row["extra_env"]?.array != nil)
            #expect(row["start_date"]?.number != nil)
        }
    }

    @Test func `a price makes a bid, and null does not`() async throws {
        try await withSandbox { client in
            let bid = try await client.create(try await client.offer(), [("price", 0.05)])
            let bidID = try #require(bid.json["new_contract"]?.int)
            #expect(try await client.show(bidID)["is_bid"] == true)
            let demand = try await client.create(try await client.offer("RTX 3090"), [("price", nil)])
            let demandID = try #require(demand.json["new_contract"]?.int)
            #expect(try await client.show(demandID)["is_bid"] == false)
        }
    }

    @Test func `the list comes in pages of 25 and the old one is gone`() async throws {
        try await withSandbox({ $0.offers = 120 }) { client in
            let offers = try await client.search([
                "verified": ["eq": true], "limit": 100, "num_gpus": ["eq": 1], "dph_total": ["gt": 0, "lt": 99],
            ]).filter { $0["id"]?.int != nil }
            for offer in offers.prefix(30) { #expect(try await client.create(offer).status == 200) }
            let first = try await client.list(["limit": "100"])
            #expect(first.json["instances"]?.array?.count == 25)
            #expect(first.json["total_instances"] == 30)
            #expect(first.json["label_counts"]?["sandbox-test"] == 30)
            let token = try #require(first.json["next_token"]?.string)
            let second = try await client.list(["after_token": token])
            #expect(second.json["instances"]?.array?.count == 5)
            #expect(second.json["next_token"]?.isNull == true)
            let ids = [first, second].flatMap { $0.json["instances"]?.array ?? [] }.compactMap { $0["id"]?.int }
            #expect(Set(ids).count == 30)
            #expect(ids == ids.sorted())
            #expect(try await client.call("GET", "/vastai/api/v0/instances/").status == 410)
            let bulk = try await client.call(
                "DELETE", "/vastai/api/v0/instances/", ["instance_ids": .array(ids.map { .int($0) })])
            #expect(bulk.json["success"] == true)
            #expect(try await client.list().json["total_instances"] == 0)
        }
    }

    @Test(arguments: ["id", "label", "dph_total", "no such column"])
    func `no machine is skipped when one vanishes between two pages`(column: String) async throws {
        try await withSandbox { client in
            for _ in 0..<7 { _ = try await client.call("POST", "/_sandbox/orphans", ["provider": "vastai", "label": "same"]) }
            let order: JSONValue = [["col": .string(column), "dir": "desc"]]
            var arguments = ["limit": "3", "order_by": order.text]
            func ids(_ page: SandboxClient.Answer) -> [Int] { page.json["instances"]?.array?.compactMap { $0["id"]?.int } ?? [] }
            let all = ids(try await client.list(["order_by": order.text]))
            let first = try await client.list(arguments)
            #expect(ids(first) == Array(all[..<3]))
            // The vendor's client sends a token as JSON text, others as it came.
            arguments["after_token"] = try #require(first.json["next_token"]).text
            for id in all[1...2] { _ = try await client.destroy(id) }
            let second = try await client.list(arguments)
            #expect(ids(second) == Array(all[3..<6]))
            arguments["after_token"] = try #require(second.json["next_token"]?.string)
            #expect(ids(try await client.list(arguments)) == Array(all[6...]))
        }
    }

    @Test func `destroying many goes on past one that is not there`() async throws {
        try await withSandbox { client in
            let known = [try await client.rent(), try await client.rent("RTX 3090")]
            let ids: JSONValue = [.int(known[0]), 999, .int(known[1])]
            let answer = try await client.call("DELETE", "/vastai/api/v0/instances/", ["instance_ids": ids])
            #expect(answer.json["success"] == false && answer.json["msg"] == "No such instance 999.")
            #expect(try await client.list().json["total_instances"] == 0)
        }
    }

    @Test func `only an attached key is on a machine, not the one of the create call`() async throws {
        try await withSandbox { client in
            let key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHk1c2FtcGxl somebody"
            let offer = try await client.offer()
            let id = try #require(try await client.create(offer, [("ssh_key", .string(key))]).json["new_contract"]?.int)
            func keys() async throws -> [JSONValue] {
                try #require(
                    try await client.call("GET", "/vastai/api/v0/instances/\(id)/ssh/").json["ssh_keys"]?.array)
            }
            #expect(try await keys().isEmpty)
            let attach = try await client.call(
                "POST", "/vastai/api/v0/instances/\(id)/ssh/", ["ssh_key": .string(key)])
            #expect(attach.json["success"] == true)
            let attached = try await keys()
            #expect(attached.first?["public_key"] == .string(key))
            let keyID = try #require(attached.first?["id"]?.int)
            _ = try await client.call("DELETE", "/vastai/api/v0/instances/\(id)/ssh/\(keyID)/")
            #expect(try await keys().isEmpty)
            let nonsense = try await client.call(
                "POST", "/vastai/api/v0/instances/\(id)/ssh/", ["ssh_key": "no key"])
            #expect(nonsense.status == 400)
        }
    }

    @Test func `labels and states can be changed`() async throws {
        try await withSandbox { client in
            let id = try await client.rent()
            _ = try await client.call("PUT", "/vastai/api/v0/instances/\(id)/", ["label": "other"])
            #expect(try await client.show(id)["label"] == "other")
            _ = try await client.call("PUT", "/vastai/api/v0/instances/\(id)/", ["state": "stopped"])
            #expect(try await client.show(id)["actual_status"] == "stopped")
            _ = try await client.call("PUT", "/vastai/api/v0/instances/\(id)/", ["state": "running"])
            #expect(try await client.show(id)["actual_status"] == "running")
        }
    }

    @Test func `no more disk can be had than the host has`() async throws {
        try await withSandbox { client in
            let offer = try await client.offer()
            let room = try #require(offer["disk_space"]?.number)
            let refused = try await client.create(offer, [("disk", .double(room + 1))])
            #expect(refused.status == 400 && refused.json["msg"]?.string?.contains("disk") == true, "\(refused.text)")
            #expect(try await client.create(offer, [("disk", .double(room))]).status == 200)
        }
    }
}
