import ArgumentParser
import Domain
import Engine
import Foundation

/// `gpu-shopper config show`.
struct ConfigShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show every setting, its value and where it comes from.",
        discussion: """
            Secrets are shown as set or not, never themselves.

            gpu-shopper config show
            gpu-shopper config show -o json
            """)

    private struct Report: Encodable {
        let settings: [SettingReport]
        let count: Int
    }

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let output = Output(common)
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        _ = try Context.settings(output)
        let reports = try SettingReport.all(process: ProcessInfo.processInfo.environment, folder: folder)
        if common.output == .json { return try output.json(Report(settings: reports, count: reports.count)) }
        var table = Table([.init("NAME"), .init("VALUE"), .init("SOURCE", expendability: 1), .init("PURPOSE", expendability: 2)])
        for report in reports {
            table.add([
                .init(report.name), .init(report.value ?? "-"), .init(report.source.rawValue), .init(report.purpose),
            ])
        }
        output.show(
            Sheet(.rows(table), .words(["Change one in the environment or in .env; 'gpu-shopper config set NAME VALUE' says how."])))
    }
}
