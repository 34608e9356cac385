import Domain
public import Logging

/// Writes one log line for everything that costs money or saves some; never a secret.
public struct AuditLog: Sendable {
    private let logger: Logger

    /// Writes to a log, at level `notice`.
    public init(_ logger: Logger) { self.logger = logger }

    /// For a command in the foreground, which says everything itself.
    public static let none = AuditLog(Logger(label: "none") { _ in SwiftLogNoOpLogHandler() })

    /// Writes a line; `facts` are what is known beside the request that it is done for.
    public func note(_ operation: AuditOperation, _ facts: [String: String] = [:]) {
        var metadata = facts
        metadata["audit"] = "true"
        metadata["operation"] = operation.rawValue
        metadata["request_id"] = metadata["request_id"] ?? CallTrace.current.requestID
        logger.notice("AUDIT \(operation.rawValue)", metadata: metadata.mapValues { .string($0) })
    }

    /// Writes a line about a session as it is then.
    func note(_ operation: AuditOperation, _ session: Session, _ facts: [String: String] = [:]) {
        var metadata = facts
        metadata["session"] = session.id.rawValue
        metadata["consumer"] = session.plan.consumer
        metadata["provider"] = session.provider?.rawValue
        metadata["instance"] = session.currentAttempt?.instance?.description
        metadata["request_id"] = metadata["request_id"] ?? session.trace.requestID
        note(operation, metadata)
    }
}
