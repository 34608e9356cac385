import ArgumentParser

/// `gpu-shopper runs schedules disable`.
struct SchedulesDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Keep a schedule without its counting.", discussion: "gpu-shopper runs schedules disable nightly")

    @Argument(help: "The schedule's name or id.")
    var schedule: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws { try await ScheduleSwitch(schedule, to: false).turn(common, server) }
}
