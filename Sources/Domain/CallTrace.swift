/// On whose behalf something is done: it goes into the log lines of every call that follows from it.
public struct CallTrace: Hashable, Sendable {
    /// The session that is worked on.
    public var session: SessionID?
    /// The request of the HTTP API that asked for it.
    public var requestID: String?

    /// Names them.
    public init(session: SessionID? = nil, requestID: String? = nil) {
        self.session = session
        self.requestID = requestID
    }

    /// Of the present task.
    @TaskLocal public static var current = CallTrace()
}
