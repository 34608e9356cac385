import API
import ArgumentParser
import Domain
import Foundation
import HTTPTypes

/// `gpu-shopper sessions key`.
struct SessionsKey: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Show where the key to a session's machine lies, or make another one.",
        discussion: """
            'provision' files the key beside the database. For ten minutes after a session was opened the server gives it out \
            again to whoever opened it; after that only another key helps.

            ssh -i "$(gpu-shopper sessions key 70e2)" -p 41234 root@203.0.113.7
            gpu-shopper sessions key 70e2 --rekey
            """)

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Flag(help: "Print the key itself.")
    var print = false

    @Flag(help: "Make another key; the one before opens the machine no more.")
    var rekey = false

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    private struct Shown: Encodable {
        let session_id: String
        let path: String
        let ssh_private_key: String?
    }

    func run() async throws {
        let desk = try await ServerDesk.make(common, server)
        let session = try await SessionView.read(try SessionReference(id), at: desk, events: false).session
        let file = rekey ? try await renewed(session.id, at: desk) : try await SessionMachine.keyFile(of: session.id, named: nil, at: desk)
        let key = print ? try String(contentsOf: file, encoding: .utf8) : nil
        if common.output == .json {
            try desk.output.json(Shown(session_id: session.id, path: file.path, ssh_private_key: key))
        } else {
            let facts = Facts(["session id": session.id, "path": file.path, "ssh private key": key])
            desk.output.show(.sentence(key?.trimmingCharacters(in: .newlines) ?? file.path, facts))
        }
    }

    private func renewed(_ session: String, at desk: ServerDesk) async throws -> URL {
        let made = try await desk.link.ask(.post, "sessions/\(session)/rekey", timeout: .seconds(120)).decoded(KeyShape.self)
        guard let key = made.ssh_private_key else { throw Problem(.badResponse, "the server made no key", hint: "Is it of this version?") }
        return try KeyFolder(desk.settings).keep(key, of: session)
    }
}
