/// A step, and what follows once the machine of the current attempt is gone.
public struct SessionState: Hashable, Sendable, Codable {
    /// What to do after a confirmed absence.
    public enum Next: Hashable, Sendable, Codable {
        /// Take the next best offer in the same session.
        case replace
        /// End the session.
        case finish(SessionOutcome)
    }

    /// Where the session stands.
    public let step: SessionStep
    /// Set from the moment something went wrong or an end was asked for; always set in `terminating`, and in
    /// `finished` it carries the outcome.
    public let next: Next?

    /// Joins both.
    public init(_ step: SessionStep, next: Next? = nil) {
        self.step = step
        self.next = next
    }

    /// The outcome of a finished session.
    public var outcome: SessionOutcome? {
        guard step == .finished, case .finish(let outcome) = next else { return nil }
        return outcome
    }

    /// The state that `event` leads to.
    ///
    /// The only place where transitions are legal or not: pure, and decided for every step and every event.
    public func applying(_ event: SessionEvent) throws(InvalidTransition) -> SessionState {
        switch (step, event) {
        case (.requested, .launchIntended):
            return SessionState(.launching)
        case (.requested, .endRequested(let outcome)), (.requested, .offersExhausted(let outcome)):
            return SessionState(.finished, next: .finish(outcome))

        case (.launching, .launchAccepted):
            return SessionState(.booting)
        case (.launching, .launchRejected):
            return SessionState(.requested)

        case (.booting, .sshAnswered), (.booting, .apiAnswered):
            return SessionState(.ready)
        case (.ready, .benchmarkStarted):
            return SessionState(.benchmarking)
        case (.benchmarking, .benchmarkEnded):
            return SessionState(.collecting)
        case (.benchmarking, .benchmarkFailed):
            return SessionState(.collecting, next: .finish(.failed))
        case (.collecting, .collected):
            return SessionState(.ingesting, next: next)
        case (.ingesting, .ingested):
            return SessionState(.terminating, next: next ?? .finish(.succeeded))

        case (.launching, .attemptFailed(let replace)), (.booting, .attemptFailed(let replace)),
            (.ready, .attemptFailed(let replace)), (.benchmarking, .attemptFailed(let replace)):
            return SessionState(.terminating, next: replace ? .replace : .finish(.failed))
        case (.collecting, .attemptFailed), (.ingesting, .attemptFailed):
            // The measurement is over: another machine would not bring this archive back. An end that was asked for
            // meanwhile stays the outcome.
            return SessionState(.terminating, next: next ?? .finish(.failed))

        case (.launching, .endRequested(let outcome)), (.booting, .endRequested(let outcome)),
            (.ready, .endRequested(let outcome)):
            return SessionState(.terminating, next: .finish(outcome))
        case (.benchmarking, .endRequested(let outcome)):
            // What was measured so far is kept: it is collected before the machine goes.
            return SessionState(.collecting, next: .finish(outcome))
        case (.collecting, .endRequested(let outcome)), (.ingesting, .endRequested(let outcome)):
            return SessionState(step, next: .finish(outcome))
        case (.terminating, .endRequested(let outcome)):
            return SessionState(.terminating, next: next == .replace ? .finish(outcome) : next)

        case (.terminating, .absenceConfirmed):
            if next == .replace { return SessionState(.requested) }
            return SessionState(.finished, next: next)

        default:
            throw InvalidTransition(step: step, event: event.kind)
        }
    }
}
