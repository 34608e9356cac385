import Domain
public import Foundation

/// A setting as it is in force, and where it comes from; a secret only as set or not.
public struct SettingReport: Sendable, Encodable {
    /// Where a value comes from.
    public enum Source: String, Sendable, Encodable {
        /// The process's environment.
        case environment
        /// The `.env` file.
        case file = ".env"
        /// Nobody set it.
        case fallback = "default"
    }

    /// The name that is documented.
    public let name: String
    /// The value in force; `set` for a secret that is, `nil` where there is none.
    public let value: String?
    /// Where it comes from.
    public let source: Source
    /// What it is for.
    public let purpose: String

    /// Every setting, in the order in which they are documented.
    public static func all(process: [String: String], folder: URL) throws -> [SettingReport] {
        let environment = try Environment.load(process: process, folder: folder)
        let settings = try Settings(process: process, folder: folder)
        // What depends on the place where one stands is shown as it was found.
        let found = [SettingKey.database.name: settings.databasePath, SettingKey.archives.name: settings.archiveFolder.path]
        return SettingKey.all.map { key in
            let value = found[key.name] ?? environment.text(key)
            return SettingReport(
                name: key.name, value: key.isSecret && value != nil ? "set" : value, source: environment.source(of: key),
                purpose: key.purpose)
        }
    }

    private enum CodingKeys: String, CodingKey {
        case name, value, source, purpose
    }

    /// Every key is there, also for what is not set.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(value, forKey: .value)
        try container.encode(source, forKey: .source)
        try container.encode(purpose, forKey: .purpose)
    }
}
