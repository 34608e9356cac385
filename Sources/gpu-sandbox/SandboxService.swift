import Console
import Sandbox
import ServiceLifecycle

/// A sandbox that ends cleanly on the first signal.
struct SandboxService: Service {
    let server: SandboxServer

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown {
                try await server.run { port in
                    try StandardStream.output.say("gpu-sandbox listening on http://127.0.0.1:\(port)\n")
                    try await Task.sleep(for: .seconds(365 * 86_400))
                }
            }
        } catch is CancellationError {}
    }
}
