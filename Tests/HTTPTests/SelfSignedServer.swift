import Foundation
import Glibc

/// `openssl s_server` on a port of its own, with a fresh certificate for "localhost".
final class SelfSignedServer {
    private static let openssl = "/usr/bin/openssl"
    static let isPossible = FileManager.default.isExecutableFile(atPath: openssl)

    let port: Int
    var certificate: String { folder.url.appending(path: "cert.pem").path }
    private let folder: TemporaryFolder
    private let process = Process()

    init() async throws {
        folder = try TemporaryFolder()
        let key = folder.url.appending(path: "key.pem").path
        let certificate = folder.url.appending(path: "cert.pem").path
        let generator = Self.process([
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
            "-keyout", key, "-out", certificate,
        ])
        try generator.run()
        // `waitUntilExit` may hang for as long as any other child of the tests lives, because children inherit
        // the descriptor it watches; the file is proof enough.
        let isWritten = try await eventually {
            (try? String(contentsOfFile: certificate, encoding: .utf8))?.contains("END CERTIFICATE") == true
        }
        guard isWritten else { throw CocoaError(.fileNoSuchFile) }

        process.executableURL = URL(filePath: Self.openssl)
        process.arguments = ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www"]
        process.standardInput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        var text = ""
        while true {
            let data = output.fileHandleForReading.availableData
            text += String(decoding: data, as: UTF8.self)
            if let match = text.firstMatch(of: #/ACCEPT \S*:(\d+)\s/#), let port = Int(match.1) {
                self.port = port
                return
            }
            if data.isEmpty { throw CocoaError(.executableLoad) }
        }
    }

    deinit {
        // A child of a dispatch thread starts with SIGTERM blocked.
        kill(process.processIdentifier, SIGKILL)
    }

    private static func process(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: openssl)
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return process
    }
}
