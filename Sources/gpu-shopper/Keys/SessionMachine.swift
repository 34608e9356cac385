import API
import Domain
import Foundation
import HTTPTypes
import SSH

/// A session's machine as somebody reaches it who logs in: address, key, pinned host key.
struct SessionMachine {
    /// Whose machine it is.
    let session: SessionShape
    /// Where it answers.
    let endpoint: SSHEndpoint
    /// The file of the private key.
    let keyFile: URL
    /// The host key that it must show.
    let fingerprint: String

    /// Finds it; the key is the one that was named, else the one that was filed, else the server's for as long as it is kept.
    ///
    /// Throws `.conflict` for a session whose machine is not in use.
    static func find(_ reference: SessionReference, key: String?, at desk: ServerDesk) async throws -> SessionMachine {
        let session = try await SessionView.read(reference, at: desk, events: false).session
        guard session.status == SessionStatus.running.rawValue, let host = session.ssh_host,
            let port = session.ssh_port.flatMap(UInt16.init(exactly:))
        else {
            throw Problem(
                .conflict, "session \(session.id) is \(session.status): its machine cannot be logged in to",
                hint: session.stopped_at == nil ? "'gpu-shopper sessions wait \(session.id)' waits for it." : "Rent another machine.")
        }
        guard let fingerprint = session.attempts.last?.host_key_fingerprint else {
            throw Problem(.conflict, "the host key of session \(session.id)'s machine is not known", hint: "Is the server of this version?")
        }
        return SessionMachine(
            session: session, endpoint: SSHEndpoint(host: host, port: port, user: session.ssh_user ?? "root"),
            keyFile: try await keyFile(of: session.id, named: key, at: desk), fingerprint: fingerprint)
    }

    /// The file that holds a session's private key.
    static func keyFile(of session: String, named: String?, at desk: ServerDesk) async throws -> URL {
        if let named {
            let file = URL(fileURLWithPath: (named as NSString).expandingTildeInPath)
            guard FileManager.default.isReadableFile(atPath: file.path) else {
                throw Problem(.invalidInput, "--key: \(named) cannot be read", hint: "Give the file of the private key.")
            }
            return file
        }
        let folder = KeyFolder(desk.settings)
        let filed = folder.keyFile(of: session)
        if FileManager.default.fileExists(atPath: filed.path) { return filed }
        do {
            let kept = try await desk.link.ask(.get, "sessions/\(session)/key").decoded(KeyShape.self)
            guard let key = kept.ssh_private_key else { throw missing(session, nil) }
            return try folder.keep(key, of: session)
        } catch let problem as Problem where [.notFound, .forbidden, .unavailable].contains(problem.code) {
            throw missing(session, problem)
        }
    }

    private static func missing(_ session: String, _ cause: Problem?) -> Problem {
        Problem(
            .notFound, "the key to session \(session)'s machine is not here",
            hint: "Name its file with --key, or make another with 'gpu-shopper sessions key \(session) --rekey'.", cause: cause)
    }

    /// The private key, for our own connections.
    func keyPair() throws -> SSHKeyPair {
        do {
            return try SSHKeyPair(openSSHPrivateKey: try String(contentsOf: keyFile, encoding: .utf8))
        } catch let error as SSHError {
            throw Problem(
                .invalidInput, "\(keyFile.path) cannot be used: \(error.message)",
                hint: "It must be an ed25519 key without a passphrase; the system's scp and sftp take others.")
        } catch {
            throw Problem(.invalidInput, "\(keyFile.path) cannot be read", hint: "Give the file of the private key.", cause: error)
        }
    }
}
