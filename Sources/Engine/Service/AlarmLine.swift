package import Domain
package import Logging
package import Storage

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

    /// Keeps alarms in the database and says each once in the log.
    package static func recording(in store: Store, time: any TimeSource, logger: Logger) -> AlarmLine {
        AlarmLine(
            raise: { kind, subject, message in
                guard try await store.raise(kind, subject, message, at: time.now) else { return }
                logger.critical("ALARM \(kind.rawValue): \(message)")
            },
            clear: { kind, subject in
                guard try await store.clear(kind, subject, at: time.now) else { return }
                logger.notice("the alarm \(kind.rawValue) about \(subject) is over")
            })
    }
}
