import Domain
import Engine
import HTTPTypes
import Hummingbird

/// `/benchmark-schedules`: when matrices of benchmarks are to be made again.
struct BenchmarkScheduleRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.post("benchmark-schedules") { request, context in
            let fields = try await BodyFields(of: request, context: context)
            guard let name = try fields.text("name"), let cron = try fields.text("cron") else {
                throw Problem(.invalidInput, "name and cron expression are required", hint: "E.g. a cron of '30 3 * * MON-FRI', in UTC.")
            }
            try fields.require("run_request")
            guard let asked = try Self.request(fields) else { throw Problem(.internalError, "a member that was required is not there") }
            let schedule = try await shop.runs.schedule(named: name, try CronSchedule(cron), asked)
            return JSONAnswer(
                ScheduleDetailsShape(schedule, at: shop.time.now), status: .created,
                headers: [.location: "/api/v1/benchmark-schedules/\(schedule.id)"])
        }
        router.get("benchmark-schedules") { request, context in
            let paging = try Paging(QueryFields(of: request, context, knowing: Paging.names))
            return JSONAnswer(ScheduleListShape(paging.page(of: try await shop.runs.schedules()) { $0.name }, at: shop.time.now))
        }
        router.get("benchmark-schedules/:id") { _, context in
            let schedule = try await shop.runs.schedule(try context.parameters.require("id"))
            return JSONAnswer(ScheduleDetailsShape(schedule, at: shop.time.now))
        }
        router.put("benchmark-schedules/:id") { request, context in
            let fields = try await BodyFields(of: request, context: context)
            let asked = try Self.request(fields)
            let changed = try await shop.runs.change(
                try context.parameters.require("id"), name: try fields.text("name"), cron: try fields.text("cron").map(CronSchedule.init),
                // As callers of old do it: a request without models changes nothing.
                request: asked?.models.isEmpty == false ? asked : nil, isEnabled: try fields.flag("enabled"))
            return JSONAnswer(ScheduleDetailsShape(changed, at: shop.time.now))
        }
        router.delete("benchmark-schedules/:id") { _, context in
            try await shop.runs.removeSchedule(try context.parameters.require("id"))
            return JSONAnswer(ScheduleRemovedShape())
        }
    }

    private static func request(_ fields: BodyFields) throws -> RunRequest? {
        try fields.object("run_request").map { try RunRequestBody($0).request }
    }
}
