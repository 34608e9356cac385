import Domain

/// How far a worker took a session in one go.
indirect enum Attendance: Sendable {
    /// It is finished, or left to the next process.
    case over(Session)
    /// Nothing is to be done for so long, unless its row says something new; no time at all when it is about to end.
    case resting(SessionClaim, pause: Duration)
}
