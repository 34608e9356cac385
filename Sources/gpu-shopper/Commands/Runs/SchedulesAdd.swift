import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes

/// `gpu-shopper runs schedules add`.
struct SchedulesAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put a schedule on record; it counts at once.",
        discussion: """
            CRON has five fields: minute, hour, day of month, month, day of week, in UTC.

            gpu-shopper runs schedules add nightly "30 3 * * MON-FRI" -m qwen2:7b
            """)

    private struct Body: Encodable {
        let name: String
        let cron: String
        let run_request: RunRequest
    }

    @Argument(help: "What it is called; no two have one name.")
    var name: String

    @Argument(help: "When, as '30 3 * * MON-FRI'.")
    var cron: String

    @OptionGroup var options: RunOptions
    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let (request, schedule) = (try options.request, try CronSchedule(cron))
        let desk = try ServerDesk.looking(common, server)
        let details: ScheduleDetailsShape
        if let context = try await desk.localUnlessNamed() {
            details = ScheduleDetailsShape(try await context.runs.schedule(named: name, schedule, request), at: context.time.now)
            if common.output == .json { return try desk.output.json(details) }
        } else {
            let body = Body(name: name, cron: schedule.description, run_request: request)
            let answer = try await desk.link.ask(.post, "benchmark-schedules", body: body)
            if common.output == .json { return desk.show(answer) }
            details = try answer.decoded()
        }
        desk.output.show(ScheduleTable([details.schedule]).sheet)
        desk.output.note("note: \(details.note)")
    }
}
