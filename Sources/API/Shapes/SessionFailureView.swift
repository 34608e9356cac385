import Domain

/// What went wrong with a session as a whole, as opposed to what went wrong on its way.
struct SessionFailureView {
    let failure: SessionFailure?

    init(_ session: Session) {
        switch session.state.coming {
        case .failed: failure = session.failure
        // The row keeps the failure of a machine that was replaced; what ended the machine in use is on its own attempt.
        case .expired: failure = session.currentAttempt?.failure == nil ? nil : session.failure
        case .succeeded, .cancelled, nil: failure = nil
        }
    }
}

extension SessionState {
    /// How it ended, or how it is to end once its machine is gone.
    var coming: SessionOutcome? {
        guard case .finish(let outcome) = next else { return nil }
        return outcome
    }
}
