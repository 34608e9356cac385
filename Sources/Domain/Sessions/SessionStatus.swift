/// The coarse view of a session that the HTTP API of the reference shows.
public enum SessionStatus: String, Hashable, Sendable, Codable, CaseIterable {
    case pending, provisioning, running, stopping, stopped, failed
}

extension SessionState {
    /// The state as the API's clients know it.
    public var status: SessionStatus {
        switch step {
        case .requested: .pending
        case .launching, .booting: .provisioning
        case .ready, .benchmarking, .collecting, .ingesting: .running
        case .terminating: .stopping
        case .finished: outcome == .failed ? .failed : .stopped
        }
    }
}
