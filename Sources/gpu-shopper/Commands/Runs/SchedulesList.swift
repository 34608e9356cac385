import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper runs schedules list`.
struct SchedulesList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List schedules and when they are due.", discussion: "gpu-shopper runs schedules list")

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        let list: ScheduleListShape
        if let context = try await desk.localUnlessNamed() {
            list = ScheduleListShape(ListPage(all: try await context.runs.schedules()), at: context.time.now)
            if common.output == .json { return try desk.output.json(list) }
        } else {
            let answer = try await ScheduleReference.list(at: desk.link)
            if common.output == .json { return desk.show(answer) }
            list = try answer.decoded()
        }
        desk.output.show(ScheduleTable(list.schedules).sheet)
    }
}
