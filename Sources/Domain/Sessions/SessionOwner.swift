/// Who drives a session: a foreground process, named so that its death can be told on the same host.
public struct SessionOwner: Hashable, Sendable, Codable, CustomStringConvertible {
    /// The host's name and boot id: process ids mean nothing elsewhere or after a reboot.
    public let host: String
    /// Process id.
    public let processID: Int32
    /// The process's start in clock ticks since boot; tells a process from a later one with its id.
    public let startTicks: UInt64

    /// Names a process.
    public init(host: String, processID: Int32, startTicks: UInt64) {
        self.host = host
        self.processID = processID
        self.startTicks = startTicks
    }

    /// `host/pid/start`, as it is stored.
    public var description: String { "\(host)/\(processID)/\(startTicks)" }

    /// Reads the stored form; the last two parts are the numbers, whatever the host is called.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, let processID = Int32(parts[parts.count - 2]),
            let startTicks = UInt64(parts[parts.count - 1])
        else { return nil }
        self.init(host: parts.dropLast(2).joined(separator: "/"), processID: processID, startTicks: startTicks)
    }
}
