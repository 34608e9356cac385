import ArgumentParser
import Domain
import Engine
import Foundation

/// `gpu-shopper config set`.
struct ConfigSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Say how to change a setting; writes nothing.",
        discussion: """
            Checks the value, and prints the line to type or to put into .env.

            gpu-shopper config set server http://127.0.0.1:8080
            gpu-shopper config set SSH_VERIFY_TIMEOUT 15m
            """)

    /// Short names of what is set most.
    private static let shortNames = ["server": "GPU_SHOPPER_URL", "database": "DATABASE_PATH"]

    private struct Report: Encodable {
        let name: String
        let command: String
    }

    @Argument(help: "The setting's name as 'gpu-shopper config show' has it, or server or database.")
    var name: String

    @Argument(help: "Its value.")
    var value: String

    @OptionGroup var common: CommonOptions

    func run() async throws {
        let key = try key()
        try key.check(value)
        let command = "export \(key.name)=\(key.isSecret ? "..." : ShellWord.quoted(value))"
        let output = Output(common)
        if common.output == .json { return try output.json(Report(name: key.name, command: command)) }
        output.note("For this shell, or without 'export' as a line of \(FileManager.default.currentDirectoryPath)/.env:")
        output.show(.sentence(command, Facts(["name": key.name, "command": command])))
    }

    private func key() throws -> SettingKey {
        let wanted = Self.shortNames[name.lowercased()] ?? name.uppercased().replacing("-", with: "_")
        if let key = SettingKey.all.first(where: { $0.name == wanted || $0.aliases.contains(wanted) }) { return key }
        let names = SettingKey.all.map { (name: $0.name, key: $0.name) }
        let near = EditDistance.nearest(to: wanted, in: names, atMost: max(2, wanted.count / 3), limit: 1).first
        throw Problem(
            .invalidInput, "there is no setting '\(name)'",
            hint: (near.map { "Did you mean \($0)? " } ?? "") + "'gpu-shopper config show' lists all there are.")
    }
}
