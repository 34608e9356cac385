public import Domain
import Foundation

/// This process's name as an owner of sessions, and whether another one still lives.
///
/// Linux only: reads `/proc`.
public enum ProcessIdentity {
    /// This process.
    public static func current() throws -> SessionOwner {
        let processID = ProcessInfo.processInfo.processIdentifier
        guard let ticks = startTicks(of: processID) else {
            throw Problem(.internalError, "/proc does not describe this process")
        }
        return SessionOwner(host: hostIdentity(), processID: processID, startTicks: ticks)
    }

    /// Whether the owner is a process that runs on this host now; owners of other hosts count as alive.
    public static func isAlive(_ owner: SessionOwner) -> Bool {
        let here = hostIdentity()
        guard owner.host == here else {
            // The same host name with another boot id: a reboot ended every process of then.
            return owner.host.split(separator: ":").first != here.split(separator: ":").first
        }
        return startTicks(of: owner.processID) == owner.startTicks
    }

    private static func hostIdentity() -> String {
        let name = ProcessInfo.processInfo.hostName
        let boot = FileManager.default.contents(atPath: "/proc/sys/kernel/random/boot_id").map { String(decoding: $0, as: UTF8.self) }
        return "\(name):\((boot ?? "").trimmingCharacters(in: .whitespacesAndNewlines))"
    }

    /// Field 22 of `/proc/<pid>/stat`; `nil` for no process and for a zombie, which can do no more work.
    private static func startTicks(of processID: Int32) -> UInt64? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(processID)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        // The second field is the program's name in parentheses and may itself hold blanks and parentheses.
        guard let close = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: close)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z" else { return nil }
        return UInt64(fields[19])
    }
}
