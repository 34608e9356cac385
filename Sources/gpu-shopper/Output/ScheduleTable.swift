import API
import Domain

/// `runs schedules list` as a person reads it.
struct ScheduleTable {
    private let schedules: [ScheduleShape]

    init(_ schedules: [ScheduleShape]) { self.schedules = schedules }

    var sheet: Sheet { schedules.isEmpty ? Sheet(.rows(table), .words(["No schedules."])) : Sheet(.rows(table)) }

    private var table: Table {
        var table = Table([
            .init("NAME"), .init("ID", expendability: 4), .init("CRON"), .init("STATE", key: "enabled"), .init("NEXT", key: "next_run_at"),
            .init("MODELS", key: "models", expendability: 1), .init("GPUS", key: "gpu_types", expendability: 3),
            .init("LAST RUN", key: "last_run_id", expendability: 2),
        ])
        for schedule in schedules {
            let request = schedule.run_request
            table.add([
                .init(schedule.name), .init(schedule.id), .init(schedule.cron),
                .init(schedule.enabled ? "on" : "off", value: "\(schedule.enabled)", tone: schedule.enabled ? .good : .quiet),
                .moment(schedule.next_run_at), .init(request.models.joined(separator: " ")),
                .init(
                    request.gpuTypes.isEmpty ? "all" : request.gpuTypes.joined(separator: ", "),
                    value: request.gpuTypes.joined(separator: " ")),
                .init(schedule.last_run_id ?? "-"),
            ])
        }
        return table
    }
}
