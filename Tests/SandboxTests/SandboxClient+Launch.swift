import Domain
import Foundation
import HTTP
import Providers
import Sandbox
import Testing

extension SandboxClient {
    private static let curl = HTTPClient(options: HTTPClientOptions(proxy: .direct))

    /// Rents a machine as the product does, with what ends it when nobody comes back; returns its id.
    func launch(_ watchdog: Watchdog, gpu: String = "RTX 4090") async throws -> Int {
        let base = try #require(URL(string: "http://127.0.0.1:\(port)/vastai"))
        let provider = VastProvider(baseURL: base, key: Secret("test-key"), client: Self.curl, time: SystemTime())
        let ask = try #require(try await offer(gpu)["id"]?.int)
        let offer = Offer(
            id: OfferID(provider: .vastai, local: "\(ask)"), provider: .vastai, gpuName: gpu, pricePerHour: .zero, fetchedAt: Date())
        let label = MachineLabel(
            deployment: try #require(DeploymentID(rawValue: "dep1")), session: try #require(SessionID(rawValue: "0123456789abcdef")))
        let machine = try await provider.launch(
            LaunchRequest(offer: offer, label: label, sshPublicKey: "", image: "ollama/ollama", diskGB: 20, watchdog: watchdog))
        return try #require(Int(machine.id.local))
    }

    /// Rents a machine with a start script and returns its id.
    func rent(running script: String, gpu: String = "RTX 4090", _ extra: [(String, JSONValue)] = []) async throws -> Int {
        let answer = try await create(try await offer(gpu), [("onstart", .string(script))] + extra)
        return try #require(answer.json["new_contract"]?.int, "\(answer.text)")
    }

    func set(_ id: Int, state: String) async throws -> Answer {
        try await call("PUT", "/vastai/api/v0/instances/\(id)/", ["state": .string(state)])
    }

    func status(_ id: Int) async throws -> JSONValue? { try await show(id)["actual_status"] }

    /// What machines did to themselves: ids and means.
    func selfEndings() async throws -> [String] {
        let endings = try #require(try await state()["self_endings"]?.array)
        return try endings.map { "\(try #require($0["id"]?.string)) \(try #require($0["how"]?.string))" }
    }
}
