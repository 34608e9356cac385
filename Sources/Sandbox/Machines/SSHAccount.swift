import Foundation
import Glibc

/// The account that machines borrow: whoever runs the sandbox, since `sshd` can log in nobody else.
///
/// Asked of the system's own lookup, which knows accounts that no file lists; every answer blocks the calling thread.
public enum SSHAccount {
    /// The account's name; a ``SandboxProblem`` when the system knows none for this user.
    public static func name() throws(SandboxProblem) -> String {
        guard let name = fields(of: "\(getuid())", in: "passwd")?.first, !name.isEmpty else {
            throw SandboxProblem(
                "the system knows no account with the user id \(getuid()), so sshd lets nobody log in to a machine; \(advice).")
        }
        return name
    }

    /// Why nobody is going to get in, and what to do; `nil` when nothing speaks against it.
    static var objection: String? {
        let name: String
        do throws(SandboxProblem) {
            name = try Self.name()
        } catch {
            return error.description
        }
        if getuid() != 0, isLocked {
            return "the account '\(name)' is locked, so sshd refuses every login to a machine; \(advice)."
        }
        if let shell = fields(of: name, in: "passwd")?.last, ["nologin", "false"].contains(shell.split(separator: "/").last) {
            return "the account '\(name)' has the shell \(shell), so no login to a machine can run anything; \(advice)."
        }
        return nil
    }

    /// Whether the account's password is locked, as far as this user may know.
    static var isLocked: Bool {
        guard let name = try? name() else { return false }
        return fields(of: name, in: "shadow")?.dropFirst().first?.hasPrefix("!") ?? false
    }

    private static let advice = "run the sandbox as another user"

    /// An entry of a database of accounts; `nil` when there is none, or none that this user may see.
    private static func fields(of key: String, in database: String) -> [String]? {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
        guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        let reading = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let getent = try? ChildProcess(
            ["/usr/bin/getent", database, key], environment: ["PATH": "/usr/bin:/bin"], output: ends[1], log: "/dev/null")
        close(ends[1])
        let entry = (try? reading.readToEnd()) ?? nil
        guard getent?.waitForEnd() == 0, let entry else { return nil }
        let line = String(decoding: entry, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    }
}
