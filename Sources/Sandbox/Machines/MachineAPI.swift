import HTTPTypes
import Hummingbird
import Logging

/// What a machine serves on one of its open ports: a server that takes its time until it is healthy, then names its model.
struct MachineAPI: Sendable {
    let machine: Int
    let cloud: Cloud

    /// Serves a port inside for as long as the machine is on the account and its host on the net; the port outside shows in
    /// the machine's row from its start on.
    func serve(_ inside: Int, logger: Logger) async {
        let router = Router(context: SandboxContext.self)
        router.get("/health") { _, _ in JSONAnswer(status: isHealthy ? .ok : .serviceUnavailable, body: [:]) }
        router.get("/v1/models") { _, _ in models }
        do {
            try await LoopbackServer.serve(router, port: 0, logger: logger) { outside in
                cloud.with { $0.rentals[machine]?.ports[inside] = outside }
                while let rental = cloud.rental(machine), rental.boots != .offline { try await Task.sleep(for: .milliseconds(100)) }
            }
        } catch {
            // The sandbox ending meanwhile is nothing to report.
            if !(error is CancellationError) { logger.warning("machine \(machine): its port \(inside) is not served: \(error)") }
        }
    }

    private var isHealthy: Bool {
        guard let rental = cloud.rental(machine) else { return false }
        return rental.status(at: Cloud.now) == "running" && rental.isAPIHealthy(at: Cloud.now)
    }

    private var models: JSONAnswer {
        guard isHealthy, let rental = cloud.rental(machine) else { return JSONAnswer(status: .serviceUnavailable, body: [:]) }
        let named = rental.environment.first { ["VLLM_MODEL", "MODEL_ID"].contains($0.0) }?.1
        return JSONAnswer(body: ["object": "list", "data": [["id": .string(named ?? rental.image), "object": "model"]]])
    }
}
