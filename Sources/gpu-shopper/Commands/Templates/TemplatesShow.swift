import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper templates show`.
struct TemplatesShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one template: its image, its start script, what it asks of a host.",
        discussion: "gpu-shopper templates show 4e17788f74f075dd9aab7d0d4427968f")

    @Argument(help: "The template's hash, from 'gpu-shopper templates list'.")
    var hash: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.text("HASH", hash)
        let desk = try ServerDesk.looking(common, server)
        let template: Template
        if let context = try await desk.localUnlessNamed() {
            try context.requireProviders()
            template = try await context.templates.template(hash)
            if common.output == .json { return try desk.output.json(template) }
        } else {
            let answer = try await desk.link.ask(.get, "templates/\(hash)")
            if common.output == .json { return desk.show(answer) }
            template = try answer.decoded()
        }
        desk.output.show(Sheet(.facts(TemplateText(template).facts)))
    }
}
