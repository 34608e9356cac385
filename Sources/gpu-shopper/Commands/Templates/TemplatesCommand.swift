import ArgumentParser

/// `gpu-shopper templates`.
struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "What machines can be launched from: a provider's recommended templates.",
        discussion: """
            Asks the providers; with --server or GPU_SHOPPER_URL it asks that server. 'provision --template HASH' rents with one.

            gpu-shopper templates list --name ollama
            """,
        subcommands: [TemplatesList.self, TemplatesShow.self], defaultSubcommand: TemplatesList.self)
}
