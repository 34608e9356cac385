import Sandbox
import TestSupport
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

/// Waits until something holds.
func eventually(_ what: Comment, _ holds: () async throws -> Bool) async throws {
    guard try await !Patience.sees(every: .milliseconds(50), holds) else { return }
    Issue.record(what)
}
