package import Domain

/// Where a worker calls when money is at risk.
package struct AlarmLine: Sendable {
    /// Raises an alarm about a subject, with one sentence.
    package let raise: @Sendable (Alarm.Kind, String, String) async throws -> Void
    /// Ends it.
    package let clear: @Sendable (Alarm.Kind, String) async throws -> Void

    /// Joins both.
    package init(
        raise: @escaping @Sendable (Alarm.Kind, String, String) async throws -> Void,
        clear: @escaping @Sendable (Alarm.Kind, String) async throws -> Void
    ) {
        self.raise = raise
        self.clear = clear
    }

    /// For a command in the foreground, which says everything on the terminal and by its exit code.
    package static let none = AlarmLine(raise: { _, _, _ in }, clear: { _, _ in })

    /// Keeps alarms on record, says each once, and tells who wants to be told.
    package init(_ alarms: Alarms) {
        self.init(
            raise: { kind, subject, message in _ = try await alarms.raise(kind, subject, message) },
            clear: { kind, subject in _ = try await alarms.clear(kind, subject) })
    }
}
