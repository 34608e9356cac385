import ArgumentParser

/// The program's entry point.
@main
struct GPUSandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu-sandbox",
        abstract: "A GPU cloud on this computer: marketplace, machines and model servers, with no account and no GPU.",
        discussion: """
            Start it:              gpu-sandbox [--port 8790] [--data DIR] [--seed 1]
            All options:           gpu-sandbox help serve
            Point a client at it:  eval "$(gpu-sandbox env --port 8790)"

            Everything is served on one port of 127.0.0.1 and ends with the process. docs/sandbox.md has the control \
            API and the faults.
            """,
        subcommands: [Serve.self, Environment.self], defaultSubcommand: Serve.self)
}
