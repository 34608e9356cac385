import Sandbox
import Testing

/// Runs a sandbox in this process for the length of a test: machines boot at once and pulls are short.
func withSandbox(
    _ change: (inout SandboxOptions) -> Void = { _ in },
    _ body: @Sendable (SandboxClient) async throws -> Void
) async throws {
    var options = SandboxOptions()
    options.bootSeconds = 0
    options.pullSeconds = 0.1
    options.loadSeconds = 0.02
    change(&options)
    try await SandboxServer(options).run { port in try await body(SandboxClient(port: port)) }
}

/// Waits until something holds, for at most half a minute.
func eventually(_ what: Comment, _ holds: () async throws -> Bool) async throws {
    for _ in 0..<600 {
        if try await holds() { return }
        try await Task.sleep(for: .milliseconds(50))
    }
    Issue.record(what)
}
