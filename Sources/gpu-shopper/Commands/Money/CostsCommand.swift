import ArgumentParser

/// `gpu-shopper costs`.
struct CostsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "costs", abstract: "What was spent: failed attempts, provisioning and orphans included.",
        discussion: """
            Reads the local database; with --server or GPU_SHOPPER_URL it asks that server.

            'gpu-shopper costs' alone is 'costs report' and takes its flags: --consumer, --session, --period, --start, --end, \
            --provider, --gpu.
            """,
        subcommands: [CostsReport.self, CostsSummary.self], defaultSubcommand: CostsReport.self)
}
