import ArgumentParser

/// `gpu-shopper runs schedules enable`.
struct SchedulesEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Let a schedule count again.", discussion: "gpu-shopper runs schedules enable nightly")

    @Argument(help: "The schedule's name or id.")
    var schedule: String

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws { try await ScheduleSwitch(schedule, to: true).turn(common, server) }
}
