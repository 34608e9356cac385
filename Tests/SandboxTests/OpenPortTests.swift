import Sandbox
import Testing

/// What a machine serves on the ports that it was rented with.
struct OpenPortTests {
    private static func rent(_ client: SandboxClient, _ environment: JSONValue) async throws -> Int {
        let answer = try await client.create(try await client.offer(), [("env", environment)])
        return try #require(answer.json["new_contract"]?.int, "\(answer.text)")
    }

    /// The port outside, once it shows.
    private static func port(_ inside: Int, of id: Int, on client: SandboxClient) async throws -> Int {
        var port: Int?
        try await eventually("port \(inside) is not mapped") {
            port = try await client.show(id)["ports"]?["\(inside)/tcp"]?[0]?["HostPort"]?.string.flatMap { Int($0) }
            return port != nil
        }
        return try #require(port)
    }

    @Test func `a server behind an open port is healthy after a while, and names its model`() async throws {
        try await withSandbox({ $0.apiSeconds = 1 }) { client in
            let id = try await Self.rent(client, ["-p 8000:8000": "1", "-p 53:53/udp": "1", "VLLM_MODEL": "Qwen/Qwen2.5"])
            let server = SandboxClient(port: try await Self.port(8000, of: id, on: client), key: nil)
            var seen: [Int] = []
            try await eventually("it is never healthy") {
                seen.append(try await server.call("GET", "/health").status)
                return seen.last == 200
            }
            #expect(seen.dropLast().allSatisfy { $0 == 503 })
            let models = try await server.call("GET", "/v1/models")
            #expect(models.json["data"]?[0]?["id"] == "Qwen/Qwen2.5", "\(models.text)")
            #expect(try await client.show(id)["ports"]?["53/tcp"] == nil)
            #expect(try await client.show(id)["ports"]?["22/tcp"] != nil)
            _ = try await client.destroy(id)
            try await eventually("it is still served") {
                do { return try await server.call("GET", "/health").status == 503 } catch is CallFailure { return true }
            }
        }
    }

    @Test func `a fault keeps it unhealthy for good, on the machine that it struck`() async throws {
        try await withSandbox({ $0.apiSeconds = 0 }) { client in
            try await client.fault(["kind": "api_unhealthy", "times": 1])
            let sick = try await Self.rent(client, ["-p 80:80": "1"])
            let well = try await Self.rent(client, ["-p 80:80/tcp": "1"])
            let (first, second) = (try await Self.port(80, of: sick, on: client), try await Self.port(80, of: well, on: client))
            try await eventually("the other is not healthy") { try await SandboxClient(port: second).call("GET", "/health").status == 200 }
            #expect(try await SandboxClient(port: first).call("GET", "/health").status == 503)
            #expect(try await SandboxClient(port: first).call("GET", "/v1/models").status == 503)
        }
    }
}
