import Crypto
import Foundation

/// The `openssh-key-v1` container (OpenSSH's PROTOCOL.key), without a passphrase.
extension SSHKeyPair {
    private static let magic = Data("openssh-key-v1\0".utf8)
    private static let header = "-----BEGIN OPENSSH PRIVATE KEY-----"
    private static let footer = "-----END OPENSSH PRIVATE KEY-----"

    /// The private key as `ssh -i` reads it, unencrypted, with a final line end; a file of it must be 0600.
    public var openSSHPrivateKey: String {
        var writer = WireWriter()
        writer.append(raw: Self.magic)
        for word in ["none", "none", ""] { writer.append(field: word) }
        writer.append(1)
        writer.append(field: publicBlob)
        writer.append(field: privateSection)
        let encoded = writer.bytes.base64EncodedString()
        let lines = stride(from: 0, to: encoded.count, by: 70).map { encoded.dropFirst($0).prefix(70) }
        return ([Self.header] + lines.map(String.init) + [Self.footer, ""]).joined(separator: "\n")
    }

    /// Reads what ``openSSHPrivateKey`` writes, and what `ssh-keygen -t ed25519 -N ''` writes.
    ///
    /// - Throws: ``SSHError/unreadableKey(reason:)``, which never quotes the text.
    public init(openSSHPrivateKey text: String) throws(SSHError) {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
        guard let start = lines.firstIndex(of: Self.header), let end = lines.firstIndex(of: Self.footer), start < end
        else { throw .unreadableKey(reason: "it is not an OpenSSH private key") }
        guard let bytes = Data(base64Encoded: lines[(start + 1)..<end].joined()) else {
            throw .unreadableKey(reason: "its text is not Base64")
        }
        var reader = WireReader(bytes)
        guard try reader.raw(count: Self.magic.count) == Self.magic else {
            throw .unreadableKey(reason: "it is not of the kind openssh-key-v1")
        }
        guard try reader.field() == Data("none".utf8), try reader.field() == Data("none".utf8) else {
            throw .unreadableKey(reason: "it has a passphrase; give one without")
        }
        _ = try reader.field()
        guard try reader.number() == 1 else { throw .unreadableKey(reason: "it holds more than one key") }
        _ = try reader.field()
        let (seed, comment) = try Self.open(privateSection: reader.field())
        try self.init(seed: seed, comment: comment)
    }

    private var privateSection: Data {
        // Any number that occurs twice will do, it only proves a decryption; this one keeps the text reproducible.
        let check = SHA256.hash(data: publicBlob).prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let publicBytes = key.publicKey.rawRepresentation
        var writer = WireWriter()
        writer.append(check)
        writer.append(check)
        writer.append(field: Self.algorithm)
        writer.append(field: publicBytes)
        writer.append(field: seed + publicBytes)
        writer.append(field: comment)
        var padding: UInt8 = 0
        while !writer.bytes.count.isMultiple(of: 8) {
            padding += 1
            writer.append(raw: Data([padding]))
        }
        return writer.bytes
    }

    private static func open(privateSection: Data) throws(SSHError) -> (seed: Data, comment: String) {
        var reader = WireReader(privateSection)
        guard try reader.number() == reader.number() else { throw .unreadableKey(reason: "it is damaged") }
        guard try reader.field() == Data(algorithm.utf8) else {
            throw .unreadableKey(reason: "it is not an ed25519 key")
        }
        let publicBytes = try reader.field()
        let pair = try reader.field()
        guard pair.count == 64, pair.suffix(32) == publicBytes else { throw .unreadableKey(reason: "it is damaged") }
        let comment = String(decoding: try reader.field(), as: UTF8.self)
        return (Data(pair.prefix(32)), comment)
    }
}
