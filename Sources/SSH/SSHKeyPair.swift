public import Foundation
import Crypto

/// An ed25519 key pair for logging in to machines.
///
/// ed25519 is the one kind that works everywhere here: libssh2 1.10 signs RSA only with SHA-1, which today's
/// servers refuse. Printing a pair shows its fingerprint, never the private half.
public struct SSHKeyPair: Sendable, CustomStringConvertible, CustomReflectable {
    /// The word after the key in ``publicKeyLine``; for people only.
    public let comment: String
    let key: Curve25519.Signing.PrivateKey

    /// A new random pair.
    public init(comment: String = "") {
        self.comment = comment
        key = Curve25519.Signing.PrivateKey()
    }

    /// The pair that grows from a 32-byte seed.
    ///
    /// - Throws: ``SSHError/unreadableKey(reason:)`` for another length.
    public init(seed: Data, comment: String = "") throws(SSHError) {
        do {
            key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        } catch {
            throw .unreadableKey(reason: "a seed has 32 bytes, not \(seed.count)")
        }
        self.comment = comment
    }

    /// The 32 secret bytes everything else follows from; seal them before they are stored.
    public var seed: Data { key.rawRepresentation }

    /// The line for `authorized_keys` and for a cloud's key registry, without a line end.
    public var publicKeyLine: String {
        let line = "\(Self.algorithm) \(publicBlob.base64EncodedString())"
        return comment.isEmpty ? line : "\(line) \(comment)"
    }

    /// `SHA256:` and unpadded Base64, as `ssh-keygen -l` prints it.
    public var fingerprint: String {
        Self.fingerprint(ofDigest: Data(SHA256.hash(data: publicBlob)))
    }

    /// The fingerprint, so that a pair in a log gives nothing away.
    public var description: String { "ed25519 \(fingerprint)" }

    /// Only the description, so that `dump` gives nothing away either.
    public var customMirror: Mirror { Mirror(self, children: ["fingerprint": fingerprint]) }

    static let algorithm = "ssh-ed25519"

    var publicBlob: Data {
        var writer = WireWriter()
        writer.append(field: Self.algorithm)
        writer.append(field: key.publicKey.rawRepresentation)
        return writer.bytes
    }

    static func fingerprint(ofDigest digest: Data) -> String {
        "SHA256:" + digest.base64EncodedString().replacing("=", with: "")
    }
}
