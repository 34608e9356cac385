import ArgumentParser
import Domain
import Engine

/// `gpu-shopper db check`.
struct DatabaseCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the database, its key file and the archives that it refers to.",
        discussion: """
            Reads everything and changes nothing. Exits with 74 when something is damaged or missing.

            gpu-shopper db check
            DATABASE_PATH=backup.db gpu-shopper db check
            """)

    private struct Report: Encodable {
        let database: String
        let checks: [DoctorFinding]
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let output = Output(common)
        let path = try Context.settings(output).databasePath
        let findings = try await DatabaseCheck(path: path).run()
        if common.output == .json {
            try output.json(Report(database: path, checks: findings))
        } else {
            output.note("database \(path)")
            output.show(DoctorText(findings).sheet)
        }
        if findings.contains(where: { $0.status == .bad }) { throw ExitCode(74) }
    }
}
