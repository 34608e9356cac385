import CSSH2
import Foundation

extension Session {
    /// Banner and key exchange.
    ///
    /// - Returns: the fingerprint of the key the host proved to hold.
    func handshake(trust: HostKeyTrust, until deadline: Deadline) throws(SSHError) -> String {
        let descriptor = socket.descriptor
        let code = try untilReady(deadline, .handshake) { unsafe libssh2_session_handshake(pointer, descriptor) }
        guard code == 0 else { throw failure(code, during: .handshake) }
        guard let digest = unsafe libssh2_hostkey_hash(pointer, LIBSSH2_HOSTKEY_HASH_SHA256) else {
            throw .protocolFailure(endpoint, reason: "the host presented no key")
        }
        let presented = unsafe SSHKeyPair.fingerprint(ofDigest: Data(bytes: digest, count: 32))
        if case .pinned(let pinned) = trust, pinned != presented {
            throw .hostKeyChanged(endpoint, pinned: pinned, presented: presented)
        }
        return presented
    }

    /// Proves that we hold the key.
    func authenticate(with key: SSHKeyPair, until deadline: Deadline) throws(SSHError) {
        let user = endpoint.user
        let text = key.openSSHPrivateKey
        let code = try untilReady(deadline, .authentication) {
            unsafe libssh2_userauth_publickey_frommemory(
                pointer, user, user.utf8.count, nil, 0, text, text.utf8.count, nil)
        }
        switch code {
        case 0: return
        case LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED:
            throw .authenticationRejected(endpoint, user: user)
        default: throw failure(code, during: .authentication)
        }
    }

    /// What the two sides agreed on.
    var methods: NegotiatedMethods {
        NegotiatedMethods(
            keyExchange: method(LIBSSH2_METHOD_KEX), hostKey: method(LIBSSH2_METHOD_HOSTKEY),
            cipher: method(LIBSSH2_METHOD_CRYPT_SC), authenticationCode: method(LIBSSH2_METHOD_MAC_SC),
            serverBanner: unsafe libssh2_session_banner_get(pointer).map { unsafe String(cString: $0) } ?? "")
    }

    private func method(_ kind: Int32) -> String {
        unsafe libssh2_session_methods(pointer, kind).map { unsafe String(cString: $0) } ?? ""
    }
}
