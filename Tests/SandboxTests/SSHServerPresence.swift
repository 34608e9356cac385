import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips by name where no SSH server is installed.
    static var needsSSHServer: Self {
        .enabled("openssh-server is not installed") {
            ["/usr/sbin/sshd", "/usr/bin/ssh", "/usr/lib/openssh/sftp-server"]
                .allSatisfy { FileManager.default.fileExists(atPath: $0) }
        }
    }
}
