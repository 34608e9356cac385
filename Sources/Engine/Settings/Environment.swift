import Domain
public import Foundation

/// The settings as found: the real environment over `.env`, each value checked against its form.
public struct Environment: Sendable {
    /// Values by documented name.
    private let values: [String: String]
    private let sources: [String: SettingReport.Source]
    /// Names that look like a misspelt setting of ours, with what was probably meant.
    public let warnings: [String]

    /// Reads the process environment and the `.env` file in `folder`, when there is one.
    ///
    /// Throws a `Problem` that names the variable and the form it must have.
    public static func load(process: [String: String], folder: URL) throws -> Environment {
        let file = folder.appendingPathComponent(".env")
        var fileValues: [String: String] = [:]
        if FileManager.default.fileExists(atPath: file.path) {
            do {
                fileValues = try DotEnv.parse(String(contentsOf: file, encoding: .utf8), file: ".env")
            } catch let problem as Problem {
                throw problem
            } catch {
                throw Problem(
                    .invalidInput, "\(file.path) cannot be read", hint: "Make it readable UTF-8 text, or remove it.", cause: error)
            }
        }
        return try Environment(process: process, file: fileValues)
    }

    /// Merges and checks both sources; the process wins.
    public init(process: [String: String], file: [String: String]) throws {
        var values: [String: String] = [:]
        var sources: [String: SettingReport.Source] = [:]
        for key in SettingKey.all {
            var found: [(name: String, value: String, origin: SettingReport.Source)] = []
            for (source, origin) in [(process, SettingReport.Source.environment), (file, .file)] {
                for name in [key.name] + key.aliases {
                    guard let value = source[name], !value.isEmpty else { continue }
                    found.append((name, value, origin))
                }
                // A source that names the setting at all decides it; the weaker one is not compared with it.
                if !found.isEmpty { break }
            }
            guard let first = found.first else { continue }
            if found.contains(where: { $0.value != first.value }) {
                throw SettingsProblem.differing(key, names: found.map(\.name))
            }
            try key.check(first.value, as: first.name, from: first.origin)
            values[key.name] = first.value
            sources[key.name] = first.origin
        }
        self.values = values
        self.sources = sources
        warnings =
            UnknownNames(file.keys, origin: ".env").warnings + UnknownNames(process.keys, origin: "environment").warnings
    }

    /// The value of a setting, or its default.
    public func text(_ key: SettingKey) -> String? { values[key.name] ?? key.fallback }

    /// Whether the user set it.
    public func isSet(_ key: SettingKey) -> Bool { values[key.name] != nil }

    func source(of key: SettingKey) -> SettingReport.Source { sources[key.name] ?? .fallback }

    func duration(_ key: SettingKey) -> Duration { text(key).flatMap(DurationText.parse) ?? .zero }

    func integer(_ key: SettingKey) -> Int { text(key).flatMap { Int($0) } ?? 0 }
}
