import Domain

extension Session {
    /// On whose behalf it is worked on: of whoever asked for something last.
    var trace: CallTrace { CallTrace(session: id, requestID: endWish?.requestID ?? plan.requestID) }
}
