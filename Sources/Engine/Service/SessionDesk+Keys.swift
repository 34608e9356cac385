public import Domain
public import Foundation
import SSH
import Storage

extension SessionDesk {
    /// The private key of a session's user and when it is forgotten.
    ///
    /// Throws `.notFound` when it was forgotten or never was here, `.forbidden` when another caller's request made it.
    public func userKey(of id: String, for caller: String) async throws -> (session: SessionID, key: String, expiresAt: Date) {
        let session = try await session(id)
        guard let kept = try await store.userKey(of: session.id, at: time.now) else {
            throw Problem(
                .notFound, "no key of session \(session.id) is kept: it is shown for 10 minutes after the session was opened",
                hint: "Make another with POST /api/v1/sessions/\(session.id)/rekey (gpu-shopper sessions key \(session.id) --rekey).")
        }
        guard kept.caller == caller else {
            throw Problem(
                .forbidden, "the key of session \(session.id) is shown to the token alone that opened it",
                hint: "Use that token, or make another key with POST /api/v1/sessions/\(session.id)/rekey.")
        }
        return (session.id, try opened(kept.key, of: session.id), kept.key.expiresAt)
    }

    /// Lets a session's user in with another key, and the one before no more; speaks to the machine (network, SSH).
    ///
    /// Throws `.conflict` for a session whose machine is not in use.
    public func rekey(_ id: String, publicKey: String?, by caller: String) async throws -> Opened {
        let session = try await session(id)
        guard session.plan.rental != nil, session.state.status == .running else {
            throw Problem(
                .conflict, "session \(session.id) is \(session.state.status.rawValue): only a running one can have another key",
                hint: session.state.step == .finished ? "Rent another machine." : "Wait until it runs.")
        }
        if let publicKey { try SSHPublicKeyLine.require(publicKey) }
        let pair = publicKey == nil ? SSHKeyPair(comment: "gpu-shopper") : nil
        guard let line = publicKey ?? pair?.publicKeyLine else { throw Problem(.internalError, "a session has no key to be let in with") }
        // Let in first, kept then, kept out last: whatever happens in between, somebody's key works.
        try await changeKeys(of: session, AuthorizedKeys.adding(line))
        try await store.replaceUserKey(
            of: session.id, with: line, key: try pair.map { try sealed($0, of: session.id) }, caller: caller, at: time.now)
        if let old = session.userPublicKey, old != line { try await changeKeys(of: session, AuthorizedKeys.removing(old)) }
        return Opened(session: try await self.session(id), privateKey: pair?.openSSHPrivateKey, isRepeated: false)
    }

    /// A user's key as it is kept for a while.
    func sealed(_ pair: SSHKeyPair, of id: SessionID) throws -> Opening.UserKey {
        Opening.UserKey(
            sealed: try seal.seal(Data(pair.openSSHPrivateKey.utf8), boundTo: Self.name(of: id)),
            expiresAt: time.now.addingTimeInterval(Opening.keyLasts))
    }

    /// The same, to be shown.
    func opened(_ key: Opening.UserKey, of id: SessionID) throws -> String {
        String(decoding: try seal.open(key.sealed, boundTo: Self.name(of: id), as: "the user's key of session \(id)"), as: UTF8.self)
    }

    private static func name(of id: SessionID) -> String { "user key \(id)" }

    private func changeKeys(of session: Session, _ command: ShellCommand) async throws {
        do {
            let output = try await service.run(command, onMachineOf: session)
            guard output.succeeded else {
                throw Problem(
                    .unavailable, "the keys on the machine of session \(session.id) could not be changed: \(output.errorText.prefix(200))",
                    hint: "Look at ~/.ssh on the machine.")
            }
        } catch let error as SSHError {
            throw Problem(
                .unavailable, "the machine of session \(session.id) cannot be reached to change its keys: \(error.message)",
                hint: "Try again in a moment.", cause: error)
        }
    }
}
