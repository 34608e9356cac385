import API
import SSH
import Foundation
import ArgumentParser
import Domain

/// `gpu-shopper sessions ssh`.
struct SessionsSSH: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ssh", abstract: "Log in to a session's machine, or run a command there.",
        discussion: """
            Becomes the system's ssh with the right key, address and pinned host key; nothing is proxied, and its exit code is \
            the command's.

            gpu-shopper sessions ssh 70e2
            gpu-shopper sessions ssh 70e2 -- nvidia-smi -L
            """)

    @Argument(help: "The session's id, or its first characters.")
    var id: String

    @Argument(parsing: .postTerminator, help: "A command to run there, after --.")
    var command: [String] = []

    @Option(name: .shortAndLong, help: "The file of the private key; without it the one that 'provision' filed.", completion: .file())
    var key: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try await ServerDesk.make(common, server)
        let machine = try await SessionMachine.find(try SessionReference(id), key: key, at: desk)
        let hosts = try await KnownHost(machine: machine, folder: KeyFolder(desk.settings)).file()
        let options = [
            "IdentitiesOnly=yes", "UserKnownHostsFile=\"\(hosts.path)\"", "GlobalKnownHostsFile=/dev/null", "StrictHostKeyChecking=yes",
            "HashKnownHosts=no",
        ]
        let words =
            ["-i", machine.keyFile.path, "-p", String(machine.endpoint.port)] + options.flatMap { ["-o", $0] }
            + ["\(machine.endpoint.user)@\(machine.endpoint.host)"] + command
        try ChildProgram("ssh", words).become()
    }
}
