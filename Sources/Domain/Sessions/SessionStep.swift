/// Where a session stands; each step is durable and has its own deadline.
public enum SessionStep: String, Hashable, Sendable, Codable, CaseIterable {
    /// The intent is on record; nothing was asked of a provider for the current attempt.
    case requested
    /// The launch call may have been made; a machine may exist under our label.
    case launching
    /// The provider accepted; waiting for SSH, or for the API that the machine is for.
    case booting
    /// It answers.
    case ready
    /// The benchmark runs on the machine.
    case benchmarking
    /// The archive is being pulled.
    case collecting
    /// The archive is on our disk and goes into the database.
    case ingesting
    /// The machine is being ended; left only by confirmed absence.
    case terminating
    /// Nothing of the session exists at a provider any more.
    case finished

    /// Whether a machine may exist, and bill, in this step.
    public var mayHoldMachine: Bool {
        switch self {
        case .requested, .finished: false
        case .launching, .booting, .ready, .benchmarking, .collecting, .ingesting, .terminating: true
        }
    }
}
