import ArgumentParser

/// `gpu-shopper runs`.
struct RunsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runs", abstract: "Matrices of benchmarks: every model on every GPU at every provider.",
        discussion: """
            Keeps them in the local database; with --server or GPU_SHOPPER_URL it asks that server. This version does not carry them out yet: nothing is rented for them.

            gpu-shopper runs create --model qwen2:7b --gpu RTX4090 --budget 2
            """,
        subcommands: [RunsList.self, RunsShow.self, RunsCreate.self, RunsCancel.self, SchedulesCommand.self],
        defaultSubcommand: RunsList.self)
}
