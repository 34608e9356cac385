import API
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper templates list`.
struct TemplatesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the templates.",
        discussion: "gpu-shopper templates list --name ollama")

    @Option(help: "Only those with this in their name, in any case.")
    var name: String?

    @Option(help: "Only those with this in their image's name, in any case.")
    var image: String?

    @Flag(inversion: .prefixedNo, help: "Only those that set up SSH themselves, or only the others; machines have SSH in any case.")
    var useSSH: Bool?

    @Flag(inversion: .prefixedNo, help: "Only those that their provider recommends, or only the others.")
    var recommended: Bool?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.text("--name", name)
        try FlagRange.text("--image", image)
        let desk = try ServerDesk.looking(common, server)
        let list: TemplateListShape
        if let context = try await desk.localUnlessNamed() {
            try context.requireProviders()
            let filter = TemplateFilter(isRecommended: recommended, usesSSH: useSSH, name: name, image: image)
            list = TemplateListShape(filter.apply(try await context.templates.templates()))
            if common.output == .json { return try desk.output.json(list) }
        } else {
            let answer = try await desk.link.ask(.get, "templates", query: query)
            if common.output == .json { return desk.show(answer) }
            list = try answer.decoded()
        }
        desk.output.show(TemplateTable(list.templates).sheet)
    }

    private var query: [URLQueryItem] {
        [("name", name), ("image", image), ("use_ssh", useSSH.map(String.init)), ("recommended", recommended.map(String.init))]
            .compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
    }
}
