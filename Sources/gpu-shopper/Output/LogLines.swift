import Console
import Domain
import Foundation
import Logging

/// Writes log lines to stderr, as text or as JSON.
struct LogLines: LogHandler {
    private struct Line: Encodable {
        let time: Date
        let level: String
        let logger: String
        let message: String
        let metadata: [String: String]?
    }

    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level
    private let label: String
    private let isJSON: Bool

    init(label: String, level: Logger.Level, isJSON: Bool) {
        self.label = label
        logLevel = level
        self.isJSON = isJSON
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let facts = metadata.merging(event.metadata ?? [:]) { $1 }.mapValues(\.description)
        // The only clock here that nothing is reckoned with.
        let now = SystemTime().now
        let line = isJSON ? json(event, facts, now) : text(event, facts, now)
        // A log that cannot be written is no reason to stop watching machines.
        _ = StandardStream.errors.write(Output.printable(line) + "\n")
    }

    private func text(_ event: LogEvent, _ facts: [String: String], _ now: Date) -> String {
        let extra = facts.sorted { $0.key < $1.key }.map { " \($0)=\($1)" }.joined()
        let words = event.message.description.replacing("\n", with: " ")
        return "\(ProductJSON.rfc3339(now)) \(event.level.rawValue) \(label): \(words)\(extra)"
    }

    private func json(_ event: LogEvent, _ facts: [String: String], _ now: Date) -> String {
        let line = Line(
            time: now, level: event.level.rawValue, logger: label, message: event.message.description, metadata: facts.isEmpty ? nil : facts
        )
        do {
            return String(decoding: try ProductJSON.encoder().encode(line), as: UTF8.self)
        } catch {
            return text(event, facts, now)
        }
    }
}

extension Logger {
    /// A logger as the settings want it; `usual` is the level where they say nothing.
    static func writing(_ isJSON: Bool, level: String?, usual: Logger.Level) -> Logger {
        Logger(label: "gpu-shopper") {
            LogLines(label: $0, level: level.flatMap(Logger.Level.init(rawValue:)) ?? usual, isJSON: isJSON)
        }
    }
}
