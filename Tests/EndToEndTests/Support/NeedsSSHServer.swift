import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips by name where no SSH server is installed: the sandbox's machines are made of it.
    static var needsSSHServer: Self {
        .enabled("openssh-server is not installed") {
            FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd")
        }
    }
}
