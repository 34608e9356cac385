import Sandbox
import Testing

extension SandboxClient {
    func search(_ query: JSONValue = [:]) async throws -> [JSONValue] {
        try #require(try await call("POST", "/vastai/api/v0/bundles/", query).json["offers"]?.array)
    }

    /// An offer of one GPU type with one GPU, as good as rented.
    func offer(_ gpu: String = "RTX 4090") async throws -> JSONValue {
        let offers = try await search([
            "gpu_name": ["eq": .string(gpu)], "num_gpus": ["eq": 1], "verified": ["eq": true], "limit": 100,
            "dph_total": ["gt": 0, "lt": 100],
        ])
        return try #require(offers.first { $0["id"]?.int != nil && $0["gpu_ram"]?.int != nil })
    }

    func create(_ offer: JSONValue, _ extra: [(String, JSONValue)] = []) async throws -> Answer {
        let id = try #require(offer["id"]?.int)
        var body = JSONObject([
            ("client_id", "me"), ("image", "vastai/ollama:0.33.0"), ("disk", 20), ("runtype", "ssh_proxy"),
            ("label", "sandbox-test"), ("cancel_unavail", true),
        ])
        for (name, value) in extra { body[name] = value }
        return try await call("PUT", "/vastai/api/v0/asks/\(id)/", .object(body))
    }

    /// Rents a machine of a GPU type and returns its id.
    func rent(_ gpu: String = "RTX 4090") async throws -> Int {
        try #require(try await create(try await offer(gpu)).json["new_contract"]?.int)
    }

    func show(_ id: Int) async throws -> JSONValue {
        try #require(
            try await call("GET", "/vastai/api/v0/instances/\(id)/", arguments: ["owner": "me"]).json["instances"])
    }

    func destroy(_ id: Int) async throws -> Answer {
        try await call("DELETE", "/vastai/api/v0/instances/\(id)/", [:])
    }

    func list(_ arguments: [String: String] = [:]) async throws -> Answer {
        try await call("GET", "/vastai/api/v1/instances/", arguments: arguments)
    }

    func fault(_ fault: JSONValue) async throws {
        let answer = try await call("POST", "/_sandbox/faults", fault)
        #expect(answer.status == 200, "\(answer.text)")
    }

    func state() async throws -> JSONValue { try await call("GET", "/_sandbox/state").json }
}
