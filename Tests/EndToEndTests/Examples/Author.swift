import Foundation
import TestSupport
import Testing

/// Somebody with scripts that were written for an earlier system, beside a server on whatever port was free.
struct Author: Sendable {
    let bed: BenchBed
    let server: RunningServer

    private var home: URL { bed.folder.appending(path: "shopper") }

    /// Runs `body` with a market, a server and an empty home.
    static func writing(
        _ options: [String] = [], at location: SourceLocation = #_sourceLocation, _ body: (Author) async throws -> Void
    ) async throws {
        try await BenchBed.serving(options, at: location) { bed, server in
            let author = Author(bed: bed, server: server)
            try FileManager.default.createDirectory(
                at: author.home.appending(path: ".ssh"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try await body(author)
            for session in try await server.api("GET", "sessions?limit=1000").json["sessions"].list {
                if let id = session["id"].text { try await bed.end(id, at: server) }
            }
        }
    }

    /// Runs lines of a script as they stand, the server's port apart, in the author's home.
    func types(_ lines: String, _ variables: [String: String] = [:]) async throws -> Finished {
        let binaries = URL(filePath: try BuiltProgram.shopper.path).deletingLastPathComponent().path
        let host = server.url.replacing("http://", with: "")
        var settings = bed.shopper.settings
        settings["PATH"] = "\(binaries):/usr/local/bin:/usr/bin:/bin"
        settings["NO_PROXY"] = "*"
        let script = "set -o pipefail\n" + lines.replacing("localhost:8080", with: host)
        return try await RunningProgram(
            ["/bin/bash", "-c", script], environment: settings.merging(variables) { $1 }, folder: home
        ).end()
    }

    /// The same, where it must work; its output without the last line's end.
    func gets(
        _ lines: String, _ variables: [String: String] = [:], at location: SourceLocation = #_sourceLocation
    ) async throws -> String {
        let said = try await types(lines, variables)
        try #require(said.status == 0, "\(lines)\n\(said.errors)\n\(said.output)", sourceLocation: location)
        return said.output.trimmingCharacters(in: .newlines)
    }
}
