import Foundation
import Testing

/// One line of a server's log, as programs read it.
struct LogLine {
    let level: String
    let message: String
    let facts: JSONTree

    /// All lines that a server wrote so far with `LOG_FORMAT=json`.
    static func all(_ server: RunningServer) throws -> [LogLine] {
        let text = server.program.saidErrors
        // A line may be half written.
        return try text[..<(text.lastIndex(of: "\n") ?? text.startIndex)].split(separator: "\n").filter { $0.hasPrefix("{") }.map { line in
            let tree = try JSONTree(parsing: String(line))
            return LogLine(
                level: try #require(tree["level"].text), message: try #require(tree["message"].text), facts: tree["metadata"])
        }
    }

    /// Lines about what costs or saves money.
    static func audits(_ server: RunningServer) throws -> [LogLine] { try all(server).filter { $0.facts["audit"].text == "true" } }

    /// What an audited operation is called.
    var operation: String { facts["operation"].text ?? "" }

    /// The request that it was done for.
    var request: String? { facts["request_id"].text }
}
