import ArgumentParser
import Domain
import Engine
import Foundation
import Storage

/// `gpu-shopper db backup`.
struct DatabaseBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database and its key file, also while a server works on it.",
        discussion: """
            The copy is of one moment, and was read through before it took its place. The key file goes beside it as FILE.key: \
            whoever has both can open the keys of rented machines. Raw archives and filed keys are not copied.

            gpu-shopper db backup ~/backups/gpu-shopper.db --force
            """)

    private struct Report: Encodable {
        let database: String
        let backup: String
        let bytes: Int64
        let key_file: String?
    }

    @Argument(help: "The file to write.", completion: .file())
    var file: String

    @Flag(name: .shortAndLong, help: "Replace a copy that is there.")
    var force = false

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.text("FILE", file)
        let output = Output(common)
        let settings = try Context.settings(output)
        guard FileManager.default.fileExists(atPath: settings.databasePath) else {
            throw Problem(.notFound, "there is no database \(settings.databasePath)", hint: "Set DATABASE_PATH to one that is there.")
        }
        let context = try await Context.make(with: settings, output: output)
        let place = URL(fileURLWithPath: (file as NSString).expandingTildeInPath).path
        let written = try await DatabaseBackup(context.store).write(to: place, replacing: force)
        let report = Report(database: context.store.path, backup: written.path, bytes: written.bytes, key_file: written.keyPath)
        if common.output == .json { return try output.json(report) }
        output.show(
            Sheet(
                .facts(
                    Facts([
                        "database": report.database, "backup": "\(report.backup)  \(DataSize.text(Double(report.bytes)))",
                        "key file": report.key_file ?? "none: nothing is sealed yet",
                    ]))))
    }
}
