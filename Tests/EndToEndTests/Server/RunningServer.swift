import Foundation
import Glibc
import TestSupport
import Testing

/// A server that was started by its command, as its clients and its operator see it.
struct RunningServer: Sendable {
    let program: RunningProgram
    let url: String

    /// Starts it on a free port and waits for its line.
    static func start(
        _ shopper: Shopper, _ options: [String] = [], at location: SourceLocation = #_sourceLocation
    ) async throws -> RunningServer {
        let program = try shopper.start(["serve", "--port", "0"] + options)
        try await eventually("the server's line", at: location) {
            if program.status != nil { throw NotWithinTime(what: "the server ended: \(program.saidErrors)") }
            return program.saidOutput.hasSuffix("\n")
        }
        let url = try #require(program.saidOutput.split(separator: " ").last.map { String($0).trimmingCharacters(in: .newlines) })
        return RunningServer(program: program, url: url)
    }

    /// Calls it with a client that shares no code with it.
    ///
    /// The body is a text, or what is in a file.
    func call(
        _ method: String, _ path: String, _ body: String? = nil, file: String? = nil, headers: [String] = []
    ) async throws -> Reply {
        var command = ["-q", "-sS", "--noproxy", "*", "--max-time", "120", "-i", "-X", method]
        if method == "HEAD" { command += ["-I"] }
        for header in headers { command += ["-H", header] }
        if let body { command += ["--data-raw", body] }
        if let file { command += ["--data-binary", "@" + file] }
        let done = try await Program.run("/usr/bin/curl", command + [url + path])
        try #require(done.status == 0, "\(method) \(path): \(done.errors)")
        var parts = done.output.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        // What a client sends after asking whether it may is preceded by a yes.
        while parts.count == 2, parts[0].hasPrefix("HTTP/1.1 100") {
            parts = parts[1].split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        }
        let lines = parts[0].split(separator: "\r\n")
        let status = lines.first.flatMap { $0.split(separator: " ").dropFirst().first }.flatMap { Int($0) }
        let headers = lines.dropFirst().compactMap { line -> (String, String)? in
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            return (pair[0].lowercased(), pair[1].trimmingCharacters(in: .whitespaces))
        }
        return Reply(
            status: try #require(status, "\(done.output)"), headers: Dictionary(headers, uniquingKeysWith: { $1 }),
            text: parts.count == 2 ? String(parts[1]) : "")
    }

    /// Below `/api/v1`.
    func api(_ method: String, _ path: String, _ body: String? = nil) async throws -> Reply {
        try await call(method, "/api/v1/" + path, body)
    }

    /// The session as it is now.
    func session(_ id: String) async throws -> JSONTree { try await api("GET", "sessions/\(id)").json }

    /// Waits until a session is as wished.
    @discardableResult
    func reaches(
        _ id: String, _ what: String, at location: SourceLocation = #_sourceLocation, _ wish: (JSONTree) -> Bool
    ) async throws -> JSONTree {
        var last = JSONTree.null
        do {
            try await eventually(what, within: .seconds(60), at: location) {
                last = try await session(id)
                return wish(last)
            }
        } catch {
            Issue.record("it is \(last)\n\(program.saidErrors)", sourceLocation: location)
            throw error
        }
        return last
    }

    /// Waits until a session's machine can be logged in to.
    @discardableResult
    func runs(_ id: String, at location: SourceLocation = #_sourceLocation) async throws -> JSONTree {
        try await reaches(id, "a running machine", at: location) { $0["status"].text == "running" }
    }

    /// Stops it as an operator does.
    func stop(at location: SourceLocation = #_sourceLocation) async throws -> Finished {
        program.signal(SIGTERM)
        return try await program.end(at: location)
    }

    /// Ends it as a power cut does.
    func kill(at location: SourceLocation = #_sourceLocation) async throws {
        program.signal(SIGKILL)
        #expect(try await program.end(at: location).status == SIGKILL, sourceLocation: location)
    }

    /// The value of one figure; `labels` as they are printed.
    func figure(_ name: String, _ labels: String = "") async throws -> Double? {
        let page = try await call("GET", "/metrics").text
        let line = page.split(separator: "\n").first { $0.hasPrefix(name + labels + " ") }
        return line.flatMap { $0.split(separator: " ").last }.flatMap { Double($0) }
    }
}
