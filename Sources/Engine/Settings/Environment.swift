import Domain
public import Foundation

/// The settings as found: the real environment over `.env`, each value checked against its form.
public struct Environment: Sendable {
    /// Values by documented name.
    private let values: [String: String]
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
        for key in SettingKey.all {
            var found: [(name: String, value: String, origin: String)] = []
            for (source, origin) in [(process, "environment"), (file, ".env")] {
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
            guard Self.fits(first.value, key.form) else {
                throw SettingsProblem.malformedValue(key, name: first.name, value: first.value, origin: first.origin)
            }
            values[key.name] = first.value
        }
        self.values = values
        warnings =
            UnknownNames(file.keys, origin: ".env").warnings + UnknownNames(process.keys, origin: "environment").warnings
    }

    /// The value of a setting, or its default.
    public func text(_ key: SettingKey) -> String? { values[key.name] ?? key.fallback }

    /// Whether the user set it.
    public func isSet(_ key: SettingKey) -> Bool { values[key.name] != nil }

    func duration(_ key: SettingKey) -> Duration { text(key).flatMap(DurationText.parse) ?? .zero }

    func integer(_ key: SettingKey) -> Int { text(key).flatMap { Int($0) } ?? 0 }

    private static func fits(_ value: String, _ form: SettingKey.Form) -> Bool {
        switch form {
        case .text, .path: !value.isEmpty
        // What would end a header's line, or is no key at all.
        case .secret: !value.isEmpty && !value.unicodeScalars.contains { $0.properties.isWhitespace || $0.value < 0x20 || $0.value == 0x7F }
        case .url: ServiceAddress.isWellFormed(value)
        case .webhook: WebhookAddress(value) != nil
        case .duration: DurationText.parse(value) != nil
        case .integer(let range): Int(value).map(range.contains) ?? false
        case .deployment: DeploymentID(rawValue: value) != nil
        case .choice(let words): words.contains(value.lowercased())
        }
    }
}
