import Sandbox
import Testing

struct SearchTests {
    @Test func `the market has at least 40 offers of 12 kinds, and some of them are dirty`() async throws {
        try await withSandbox { client in
            let offers = try await client.search(["limit": 1000])
            #expect(offers.count >= 40)
            #expect(Set(offers.compactMap { $0["gpu_name"]?.string }).count >= 12)
            // What a decoder that takes all rows or none stumbles over.
            #expect(offers.contains { $0["num_gpus"]?.string != nil })
            #expect(offers.contains { $0["gpu_ram"] == nil })
            #expect(offers.contains { $0["gpu_name"]?.isNull == true })
            #expect(offers.contains { $0["dph_total"]?.number == 0 })
            #expect(offers.contains { ($0["dph_total"]?.number ?? 0) < 0 })
            #expect(offers.contains { ($0["dph_total"]?.number ?? 0) > 1000 })
            #expect(offers.contains { $0["id"]?.isNull == true })
        }
    }

    @Test func `the same seed gives the same market and another seed another one`() async throws {
        func ids(_ seed: UInt64) async throws -> [Int] {
            var ids: [Int] = []
            var options = SandboxOptions()
            options.seed = seed
            ids = try await SandboxServer(options).run { port in
                try await SandboxClient(port: port).search(["limit": 1000]).compactMap { $0["id"]?.int }
            }
            return ids
        }
        let first = try await ids(7)
        #expect(try await ids(7) == first)
        #expect(try await ids(8) != first)
    }

    @Test func `every operator, the order and the limit do what they say`() async throws {
        try await withSandbox { client in
            let cheap = try await client.search([
                "dph_total": ["gt": 0, "lte": 0.3], "gpu_ram": ["gte": 16000, "lt": 30000],
                "gpu_name": ["notin": ["RTX 3060"]], "num_gpus": ["neq": 2], "order": [["dph_total", "asc"]],
                "limit": 5,
            ])
            #expect(!cheap.isEmpty && cheap.count <= 5)
            let prices = cheap.compactMap { $0["dph_total"]?.number }
            #expect(prices == prices.sorted())
            #expect(prices.allSatisfy { $0 > 0 && $0 <= 0.3 })
            let american = try await client.search(["geolocation": ["in": ["US"]], "limit": 100])
            #expect(!american.isEmpty)
            #expect(american.allSatisfy { $0["geolocation"]?.string?.hasSuffix("US") ?? true })
            let wrong = try await client.call("POST", "/vastai/api/v0/bundles/", ["gpu_ram": ["above": 3]])
            #expect(wrong.status == 400)
        }
    }

    @Test func `a search for verified hosts finds none that its rows call unverified`() async throws {
        try await withSandbox { client in
            let verified = try await client.search(["verified": ["eq": true], "limit": 1000])
            #expect(!verified.isEmpty && verified.allSatisfy { $0["verified"] == true && $0["verification"] == "verified" })
            let unverified = try await client.search(["verified": ["eq": false], "limit": 1000])
            #expect(unverified.allSatisfy { $0["verified"] == false })
            #expect(unverified.contains { $0["num_gpus"]?.string != nil })
        }
    }

    @Test(
        arguments: [
            ["driver_version": ["gte": 535_086_005]], ["driver_version": ["gte": "535086005"]], ["has_avx": ["eq": true]],
            ["dlperf_per_dphtotal": ["gte": 1]], ["flops_per_dphtotal": ["gt": "1"]], ["storage_total_cost": ["gt": 0]],
        ] as [JSONValue])
    func `what every row fulfils finds every row, also by members that are computed`(query: JSONValue) async throws {
        try await withSandbox { client in
            let found = try await client.search(query)
            #expect(found.count == 48)
        }
    }

    @Test func `a driver's version is compared by its number`() async throws {
        try await withSandbox { client in
            let new = try await client.search(["driver_version": ["gte": "575.0.0"]])
            #expect(!new.isEmpty && new.count < 48)
            #expect(new.allSatisfy { $0["driver_vers"]?.int ?? 0 >= 575_000_000 })
            let exact = try await client.search(["driver_version": ["in": ["570.124.04"]]])
            #expect(!exact.isEmpty && exact.allSatisfy { $0["driver_version"] == "570.124.04" })
        }
    }

    @Test(arguments: ["dlperf_per_dphtotal", "flops_per_dphtotal", "storage_total_cost"])
    func `an order by a member that is computed is one`(member: String) async throws {
        try await withSandbox { client in
            let order: JSONValue = [[.string(member), "desc"]]
            let values = try await client.search(["order": order]).compactMap { $0[member]?.number }
            #expect(values.count == 48)
            #expect(values == values.sorted(by: >))
        }
    }

    @Test func `a search for bids filters and orders by the bid that it prints`() async throws {
        try await withSandbox { client in
            let offers = try await client.search(["type": "bid", "dph_total": ["gt": 0, "lte": 0.06], "order": [["dph_total", "asc"]]])
            let prices = offers.compactMap { $0["dph_total"]?.number }
            #expect(offers.count > 3)
            #expect(prices == prices.sorted() && prices.allSatisfy { $0 <= 0.06 })
            #expect(offers.allSatisfy { $0["is_bid"] == true && $0["dph_total"] == $0["min_bid"] })
        }
    }

    @Test func `at most 64 offers come unless more are asked for`() async throws {
        try await withSandbox({ $0.offers = 200 }) { client in
            let usual = try await client.search()
            let more = try await client.search(["limit": 150])
            #expect(usual.count == 64)
            #expect(more.count == 150)
        }
    }

    @Test func `storage asked for is in the price`() async throws {
        try await withSandbox { client in
            let offer = try await client.offer()
            let query: JSONValue = ["id": ["eq": offer["id"] ?? .null]]
            func price(_ storage: Int) async throws -> Double {
                var object = query.object ?? JSONObject()
                object["allocated_storage"] = .int(storage)
                return try #require(try await client.search(.object(object)).first?["dph_total"]?.number)
            }
            let rate = try #require(offer["storage_cost"]?.number)
            let difference = try await price(110) - price(10)
            #expect(abs(difference - rate * 100 / 720) < 1e-9)
        }
    }

    @Test func `the three ways to search agree`() async throws {
        try await withSandbox { client in
            let query: JSONValue = ["gpu_name": ["eq": "RTX 3090"], "limit": 100]
            let posted = try await client.search(query)
            let got = try await client.call("GET", "/vastai/api/v0/bundles/", arguments: ["q": query.text])
            let put = try await client.call(
                "PUT", "/vastai/api/v0/search/asks/", ["select_cols": ["*"], "q": query])
            #expect(!posted.isEmpty)
            #expect(got.json["offers"]?.array == posted)
            #expect(put.json["offers"]?.array == posted)
            #expect(put.headers["content-type"] == "application/json")
        }
    }

    @Test func `a missing key and a bad one are refused, in the header or the address`() async throws {
        try await withSandbox { client in
            var nobody = client
            nobody.key = nil
            #expect(try await nobody.call("GET", "/vastai/api/v0/users/current").status == 401)
            let inAddress = try await nobody.call("GET", "/vastai/api/v0/users/current", arguments: ["api_key": "k"])
            #expect(inAddress.status == 200)
            #expect(inAddress.json["credit"]?.number == 25)
            for blank in ["", "  "] {
                nobody.key = blank
                #expect(try await nobody.call("GET", "/vastai/api/v0/users/current").status == 401)
            }
            nobody.key = "bad-key"
            #expect(try await nobody.call("POST", "/vastai/api/v0/bundles/", [:]).status == 401)
        }
    }
}
