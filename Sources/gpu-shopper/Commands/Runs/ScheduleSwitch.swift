import API
import Domain
import Engine
import HTTPTypes

/// Turns a schedule on or off, here or at the server that was named, and prints it.
struct ScheduleSwitch {
    private struct Body: Encodable {
        let enabled: Bool
    }

    private let reference: ScheduleReference
    private let isEnabled: Bool

    init(_ schedule: String, to isEnabled: Bool) {
        reference = ScheduleReference(schedule)
        self.isEnabled = isEnabled
    }

    func turn(_ common: CommonOptions, _ server: ServerOptions) async throws {
        let desk = try ServerDesk.looking(common, server)
        let details: ScheduleDetailsShape
        if let context = try await desk.localUnlessNamed() {
            let id = try await reference.resolved(in: context.runs)
            let changed = try await context.runs.change(id, name: nil, cron: nil, request: nil, isEnabled: isEnabled)
            details = ScheduleDetailsShape(changed, at: context.time.now)
            if common.output == .json { return try desk.output.json(details) }
        } else {
            let id = try await reference.resolved(at: desk.link)
            let answer = try await desk.link.ask(.put, "benchmark-schedules/\(id)", body: Body(enabled: isEnabled))
            if common.output == .json { return desk.show(answer) }
            details = try answer.decoded()
        }
        desk.output.show(ScheduleTable([details.schedule]).sheet)
    }
}
