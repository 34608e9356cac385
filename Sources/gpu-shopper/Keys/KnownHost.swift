import API
import Domain
import Engine
import Foundation
import SSH
import Crypto

/// The file that tells the system's ssh which host key a machine must show.
struct KnownHost {
    let machine: SessionMachine
    let folder: KeyFolder

    /// Writes it, asking the machine for its keys and keeping the one that is pinned.
    ///
    /// Throws `.wrongHardware` when the machine shows another one: somebody else may have its address by now.
    func file() async throws -> URL {
        let file = folder.hostFile(of: machine.session.id)
        if FileManager.default.fileExists(atPath: file.path), try isPinned(try String(contentsOf: file, encoding: .utf8)) { return file }
        let shown = try await ChildProgram("ssh-keyscan", ["-T", "15", "-p", String(machine.endpoint.port), machine.endpoint.host]).output()
        let lines = shown.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        guard let line = lines.first(where: { Self.fingerprint(of: $0) == machine.fingerprint }) else {
            guard !lines.isEmpty else {
                throw Problem(.unavailable, "\(machine.endpoint) shows no host key", hint: "Is the machine up? Try again in a moment.")
            }
            throw Problem(
                .wrongHardware, "\(machine.endpoint) shows another host key than the one that is pinned",
                hint: "Do not go on: another machine may have this address now. End the session and rent again.")
        }
        return try folder.keepHost(line, of: machine.session.id)
    }

    private func isPinned(_ text: String) throws -> Bool {
        text.split(separator: "\n").contains { Self.fingerprint(of: String($0)) == machine.fingerprint && $0.hasPrefix(place) }
    }

    private var place: String {
        machine.endpoint.port == 22 ? machine.endpoint.host : "[\(machine.endpoint.host)]:\(machine.endpoint.port)"
    }

    /// As `ssh-keygen -l` prints it.
    private static func fingerprint(of line: String) -> String? {
        let words = line.split(separator: " ")
        guard words.count >= 3, let blob = Data(base64Encoded: String(words[2])) else { return nil }
        return "SHA256:" + Data(SHA256.hash(data: blob)).base64EncodedString().replacing("=", with: "")
    }
}
