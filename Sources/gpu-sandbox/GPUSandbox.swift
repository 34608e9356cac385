import ArgumentParser

/// The program's entry point.
@main
struct GPUSandbox: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gpu-sandbox",
        abstract: "A GPU cloud on this computer: marketplace, machines and model servers, with no account and no GPU.",
        discussion: """
            Everything is served on one port of 127.0.0.1 and ends with the process. Point a client at it with

                eval "$(gpu-sandbox env)"
            """,
        subcommands: [Serve.self, Environment.self], defaultSubcommand: Serve.self)
}
