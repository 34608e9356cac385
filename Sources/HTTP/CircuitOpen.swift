/// A call that was not made because its service keeps failing.
public struct CircuitOpen: Error, Sendable, Equatable, CustomStringConvertible {
    /// Whose circuit it is, for people.
    public let service: String

    /// When a call will be tried again; zero while a trial call is under way.
    public let retryAfter: Duration

    /// A refusal on behalf of a service.
    public init(service: String, retryAfter: Duration) {
        self.service = service
        self.retryAfter = retryAfter
    }

    /// One sentence for people.
    public var description: String {
        let seconds = max(1, retryAfter.components.seconds + (retryAfter.components.attoseconds > 0 ? 1 : 0))
        return "\(service) failed several times in a row; not asked again for \(seconds) s"
    }
}
