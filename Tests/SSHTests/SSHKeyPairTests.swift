import Foundation
import SSH
import TestSupport
import Testing

struct SSHKeyPairTests {
    @Test(.enabled(if: LoopbackSSHD.isAvailable, "ssh-keygen is not installed"))
    func `ssh-keygen derives our public line from our private text`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        for comment in ["", "x", "gpu-shopper session 7f3a", "ends with ü"] {
            let pair = SSHKeyPair(comment: comment)
            let file = folder.path(UUID().uuidString)
            #expect(
                FileManager.default.createFile(
                    atPath: file, contents: Data(pair.openSSHPrivateKey.utf8),
                    attributes: [.posixPermissions: 0o600]))
            let shown = try await Program.run("/usr/bin/ssh-keygen", ["-y", "-P", "", "-f", file])
            #expect(shown.output == pair.publicKeyLine + "\n", "\(shown.errors)")
            let listed = try await Program.run("/usr/bin/ssh-keygen", ["-l", "-f", file])
            #expect(listed.output.contains(pair.fingerprint))
        }
    }

    @Test(.enabled(if: LoopbackSSHD.isAvailable, "ssh-keygen is not installed"))
    func `a pair of ssh-keygen is read`() async throws {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let file = folder.path("id")
        let made = try await Program.run(
            "/usr/bin/ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "from outside", "-f", file])
        try #require(made.status == 0, "\(made.errors)")
        let pair = try SSHKeyPair(openSSHPrivateKey: String(contentsOfFile: file, encoding: .utf8))
        #expect(pair.publicKeyLine + "\n" == (try String(contentsOfFile: file + ".pub", encoding: .utf8)))
        #expect(pair.comment == "from outside")
    }

    @Test func `a seed and a text give the same pair back`() throws {
        let pair = SSHKeyPair(comment: "one")
        let fromSeed = try SSHKeyPair(seed: pair.seed, comment: "one")
        let fromText = try SSHKeyPair(openSSHPrivateKey: pair.openSSHPrivateKey)
        #expect(fromSeed.publicKeyLine == pair.publicKeyLine)
        #expect(fromText.seed == pair.seed)
        #expect(fromText.comment == "one")
        #expect(fromSeed.openSSHPrivateKey == pair.openSSHPrivateKey)
    }

    @Test func `two new pairs differ`() {
        #expect(SSHKeyPair().seed != SSHKeyPair().seed)
    }

    @Test(arguments: [
        "", "-----BEGIN OPENSSH PRIVATE KEY-----", "ssh-ed25519 AAAA",
        "-----BEGIN OPENSSH PRIVATE KEY-----\n!!!\n-----END OPENSSH PRIVATE KEY-----",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----",
        "-----END OPENSSH PRIVATE KEY-----\n-----BEGIN OPENSSH PRIVATE KEY-----",
    ])
    func `text that is no key of ours is refused`(text: String) {
        #expect(throws: SSHError.self) { try SSHKeyPair(openSSHPrivateKey: text) }
    }

    @Test func `a key text cut anywhere is refused, never read wrongly`() throws {
        let pair = SSHKeyPair(comment: "cut")
        let lines = pair.openSSHPrivateKey.split(separator: "\n")
        let body = lines.dropFirst().dropLast().joined()
        let bytes = try #require(Data(base64Encoded: body))
        for count in 0..<(bytes.count - 8) {
            let text = [lines[0], Substring(bytes.prefix(count).base64EncodedString()), lines[lines.count - 1]]
            #expect(throws: SSHError.self) { try SSHKeyPair(openSSHPrivateKey: text.joined(separator: "\n")) }
        }
    }

    @Test func `a seed of another length is refused`() {
        #expect(throws: SSHError.self) { try SSHKeyPair(seed: Data(count: 31)) }
    }

    @Test func `printing a pair shows no secret`() {
        let pair = SSHKeyPair()
        var dumped = ""
        dump(pair, to: &dumped)
        let secret = pair.seed.base64EncodedString()
        for text in [dumped, "\(pair)", String(reflecting: pair)] {
            #expect(text.contains(pair.fingerprint))
            #expect(!text.contains(secret))
            #expect(!text.contains("PRIVATE"))
        }
    }
}
