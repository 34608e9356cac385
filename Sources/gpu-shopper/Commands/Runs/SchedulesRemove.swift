import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper runs schedules remove`.
struct SchedulesRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a schedule; the runs made of it stay.",
        discussion: "gpu-shopper runs schedules remove nightly")

    @Argument(help: "The schedule's name or id.")
    var schedule: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try ServerDesk.looking(common, server)
        if let context = try await desk.localUnlessNamed() {
            try await context.runs.removeSchedule(try await ScheduleReference(schedule).resolved(in: context.runs))
        } else {
            _ = try await desk.link.ask(.delete, "benchmark-schedules/\(try await ScheduleReference(schedule).resolved(at: desk.link))")
        }
        if common.output == .json { return try desk.output.json(ScheduleRemovedShape()) }
        desk.output.show(.sentence("Schedule '\(schedule)' is removed.", Facts(["schedule": schedule, "status": "deleted"])))
    }
}
