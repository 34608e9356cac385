import Foundation
import Sandbox
import TestSupport
import Testing

/// Talks to a sandbox with `curl`, a client that shares no code with it.
struct SandboxClient: Sendable {
    let port: Int
    var key: String? = "test-key"

    struct Answer: Sendable {
        let status: Int
        let headers: [String: String]
        let text: String

        /// The body; `null` when it is no JSON.
        var json: JSONValue { (try? JSONValue(parsing: text.utf8)) ?? .null }

        /// The lines of a stream.
        var lines: [JSONValue] {
            text.split(separator: "\n").compactMap { try? JSONValue(parsing: $0.utf8) }
        }
    }

    func call(
        _ method: String, _ path: String, _ body: JSONValue? = nil, text: String? = nil,
        arguments: [String: String] = [:]
    ) async throws -> Answer {
        var command = ["-q", "-sS", "-i", "--noproxy", "*", "--max-time", "120", "-X", method]
        if let key { command += ["-H", "Authorization: Bearer \(key)"] }
        if let sent = text ?? body?.text { command += ["-H", "Content-Type: application/json", "--data-raw", sent] }
        var url = "http://127.0.0.1:\(port)\(path)"
        for (name, value) in arguments.sorted(by: { $0.key < $1.key }) {
            let escaped = value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? value
            url += (url.contains("?") ? "&" : "?") + "\(name)=\(escaped)"
        }
        let outcome = try await Program.run("/usr/bin/curl", command + [url])
        guard outcome.status == 0 else { throw CallFailure(status: outcome.status, message: outcome.errors) }
        return Self.answer(outcome.output)
    }

    private static func answer(_ output: String) -> Answer {
        let text = output.replacing("\r\n", with: "\n")
        let parts = text.split(separator: "\n\n", maxSplits: 1, omittingEmptySubsequences: false)
        let head = parts[0].split(separator: "\n")
        var headers: [String: String] = [:]
        for line in head.dropFirst() {
            let pair = line.split(separator: ":", maxSplits: 1)
            if pair.count == 2 {
                headers[pair[0].lowercased()] = pair[1].trimmingCharacters(in: .whitespaces)
            }
        }
        let status = head.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        return Answer(status: status, headers: headers, text: parts.count > 1 ? String(parts[1]) : "")
    }
}

/// A call that got no answer.
struct CallFailure: Error {
    let status: Int32
    let message: String
}
