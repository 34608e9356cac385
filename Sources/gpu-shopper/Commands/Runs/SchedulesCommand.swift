import ArgumentParser

/// `gpu-shopper runs schedules`.
struct SchedulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schedules", abstract: "When runs are to be made again and again.",
        discussion: """
            This version keeps schedules and does not make their runs yet.

            gpu-shopper runs schedules add nightly "30 3 * * MON-FRI" -m qwen2:7b
            """,
        subcommands: [SchedulesList.self, SchedulesAdd.self, SchedulesRemove.self, SchedulesEnable.self, SchedulesDisable.self],
        defaultSubcommand: SchedulesList.self)
}
