import ArgumentParser

/// `gpu-shopper config`.
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Show the settings, and how to change one.",
        discussion: """
            Settings are read from the environment and from a .env file in the current folder; no other file is read or written.

            gpu-shopper config show
            """,
        subcommands: [ConfigShow.self, ConfigSet.self], defaultSubcommand: ConfigShow.self)
}
