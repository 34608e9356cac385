import Domain
import Foundation

/// One line of `authorized_keys` as somebody else sends it.
enum SSHPublicKeyLine {
    /// Whether it is one line with a known type and a key of that type: anything else would be written into a file that
    /// decides who may log in.
    static func isWellFormed(_ text: String) -> Bool {
        guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }), text.utf8.count <= 16_384 else { return false }
        let words = text.split(separator: " ", maxSplits: 2)
        guard words.count >= 2, types.contains(String(words[0])), let key = Data(base64Encoded: String(words[1])), key.count > 4 else {
            return false
        }
        let length = key.prefix(4).reduce(0) { $0 << 8 | Int($1) }
        return key.dropFirst(4).prefix(length) == Data(words[0].utf8)
    }

    /// Throws `.invalidInput` for anything else.
    static func require(_ line: String) throws {
        guard !isWellFormed(line) else { return }
        throw Problem(
            .invalidInput, "ssh_public_key is no OpenSSH public key",
            hint: "One line as ~/.ssh/id_ed25519.pub has it: type, Base64, comment.")
    }

    private static let types: Set = [
        "ssh-ed25519", "ssh-rsa", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521",
        "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
    ]
}
