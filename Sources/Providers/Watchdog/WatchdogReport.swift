/// What ``WatchdogScript/reportCommand`` and ``WatchdogScript/grantCommand(seconds:)`` found on a machine.
public struct WatchdogReport: Hashable, Sendable {
    /// Seconds until the deadline, below zero when it has passed; `nil` when the machine's file holds none.
    public let secondsLeft: Int?
    /// Whether something on the machine watches the deadline.
    public let isRunning: Bool

    /// Reads the command's output; `nil` when the report is not in it.
    public init?(output: String) {
        let lines = output.split(whereSeparator: \.isNewline).map { $0.split(separator: " ") }
        // A login may greet before it.
        guard let words = lines.last(where: { $0.count == 3 && $0[0] == WatchdogScript.name }) else { return nil }
        secondsLeft = Int(words[1])
        isRunning = words[2] == "running"
    }
}
