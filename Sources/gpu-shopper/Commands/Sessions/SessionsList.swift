import API
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes
import Storage

/// `gpu-shopper sessions list`.
struct SessionsList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List sessions, the newest first.",
        discussion: "gpu-shopper sessions list --consumer me --status running")

    @Option(name: .shortAndLong, help: "Only this consumer's.")
    var consumer: String?

    @Option(
        name: .shortAndLong, help: "Only these: \(SessionStatus.allCases.map(\.rawValue).joined(separator: ", ")).",
        completion: Candidates.words(SessionStatus.self))
    var status: String?

    @Option(name: .shortAndLong, help: "Only this provider's.", completion: Candidates.providers)
    var provider: String?

    @Option(name: .shortAndLong, help: "How many at most, up to 1000.")
    var limit = 50

    @Option(help: "How many to leave out before them.")
    var offset = 0

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        try FlagRange.whole("--limit", limit, 1...1000)
        try FlagRange.whole("--offset", offset, 0...1_000_000_000)
        if let status, wanted == nil {
            throw Problem(
                .invalidInput,
                "--status must be one of \(SessionStatus.allCases.map(\.rawValue).joined(separator: ", ")), not '\(status)'")
        }
        let desk = try await ServerDesk.make(common, server)
        let list: SessionListShape
        if let answer = try await desk.link.askIfThere(.get, "sessions", query: query) {
            if common.output == .json { return desk.show(answer) }
            list = try answer.decoded()
        } else {
            let context = try await desk.local()
            desk.noteLocal(context)
            list = SessionListShape(try await context.store.sessions(filter), at: context.time.now)
            if common.output == .json { return try desk.output.json(list) }
        }
        desk.output.show(SessionTable(list).sheet)
    }

    /// `terminated` is an older word for `stopped`.
    private var wanted: SessionStatus? {
        status.flatMap { $0.lowercased() == "terminated" ? .stopped : SessionStatus(rawValue: $0.lowercased()) }
    }

    private var query: [URLQueryItem] {
        let all = [
            ("consumer_id", consumer), ("status", wanted?.rawValue), ("provider", provider), ("limit", String(limit)),
            ("offset", String(offset)),
        ]
        return all.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
    }

    private var filter: SessionFilter {
        SessionFilter(
            consumer: consumer, status: wanted,
            provider: provider.map { ProviderID(rawValue: $0.lowercased()) }, limit: limit, offset: offset)
    }
}
