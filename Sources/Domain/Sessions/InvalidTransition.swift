/// An event that the step it met does not allow.
public struct InvalidTransition: Error, Hashable, Sendable, CustomStringConvertible {
    /// Where the session stood.
    public let step: SessionStep
    /// What was tried.
    public let event: SessionEvent.Kind

    /// Names both.
    public init(step: SessionStep, event: SessionEvent.Kind) {
        self.step = step
        self.event = event
    }

    /// One sentence.
    public var description: String { "a session that is \(step.rawValue) does not allow \(event.rawValue)" }
}
