import Foundation
import Glibc
import TestSupport

/// `openssl s_server` on a port of its own, with a fresh certificate for "localhost".
final class SelfSignedServer {
    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    private static let openssl = "/usr/bin/openssl"
    static let isPossible = FileManager.default.isExecutableFile(atPath: openssl)

    let port: Int
    var certificate: String { folder.url.appending(path: "cert.pem").path }
    private let folder: TemporaryFolder
    private let server: ChildWatch

    init() async throws {
        let folder = try TemporaryFolder()
        func file(_ name: String) -> String { folder.url.appending(path: name).path }
        let (key, certificate) = (file("key.pem"), file("cert.pem"))
        let made = try await Program.run(
            Self.openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
                "-keyout", key, "-out", certificate,
            ])
        guard made.status == 0 else { throw Failure(description: "openssl req: \(made.errors)") }
        let (output, errors) = (file("out"), file("err"))
        let server = ChildWatch(
            try ChildProcess(
                Self.openssl, ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www"],
                output: output, errors: errors))
        func said() -> String { String(decoding: FileManager.default.contents(atPath: output) ?? Data(), as: UTF8.self) }
        func port() -> Int? { said().firstMatch(of: #/ACCEPT \S*:(\d+)\s/#).flatMap { Int($0.1) } }
        guard try await Patience.sees({ port() != nil || server.status != nil }), let port = port() else {
            server.signal(SIGKILL)
            throw Failure(description: "openssl s_server did not start: \(said())")
        }
        (self.port, self.folder, self.server) = (port, folder, server)
    }

    deinit {
        server.signal(SIGKILL)
    }
}
