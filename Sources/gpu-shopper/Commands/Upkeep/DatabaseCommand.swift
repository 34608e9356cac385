import ArgumentParser

/// `gpu-shopper db`.
struct DatabaseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "db", abstract: "Back up the database, and check that it is whole.",
        discussion: """
            To restore a backup, put the copy and its .key file in the place of the database while no server runs.

            gpu-shopper db backup ~/backups/gpu-shopper.db
            gpu-shopper db check
            """,
        subcommands: [DatabaseBackupCommand.self, DatabaseCheckCommand.self])
}
