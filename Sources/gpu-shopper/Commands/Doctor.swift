import ArgumentParser
import Domain
import Engine
import Foundation
import Storage

/// `gpu-shopper doctor`.
struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check packages, credentials, balance, providers, database, deployment id and clock.",
        discussion: """
            Changes nothing. Exits with 1 when something will not work.

            gpu-shopper doctor
            """)

    @OptionGroup var common: CommonOptions

    private struct Report: Encodable {
        let deployment_id: String
        let database: String
        let checks: [DoctorFinding]
    }

    func run() async throws {
        let context: Context
        do {
            context = try await Context.make(common)
        } catch let problem as Problem where problem.code == .localStorage {
            // The rest rests on it; still a finding, and the exit code of one.
            Output.report(problem)
            throw ExitCode(1)
        }
        let examination = Examination(
            store: context.store, providers: context.providers, resources: context.resources, settings: context.settings, time: context.time
        )
        let findings = try await examination.run()
        if common.output == .json {
            try context.output.json(
                Report(deployment_id: context.store.deploymentID.rawValue, database: context.store.path, checks: findings))
        } else {
            context.output.show(DoctorText(findings).sheet)
        }
        if findings.contains(where: { $0.status == .bad }) { throw ExitCode(1) }
    }
}
