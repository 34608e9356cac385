import Domain
import Engine

/// What a word means to whoever reads it: the color it has on a terminal.
enum Tone: Sendable {
    case good, warning, bad, quiet

    /// The tone of a session's status.
    static func of(status: String) -> Tone? {
        switch SessionStatus(rawValue: status) {
        case .running: .good
        case .pending, .provisioning, .stopping: .warning
        case .failed: .bad
        case .stopped: .quiet
        case nil: nil
        }
    }

    /// The tone of a result's verdict.
    static func of(_ verdict: BenchmarkResult.Verdict) -> Tone {
        switch verdict {
        case .valid: .good
        case .suspect: .warning
        case .invalid: .bad
        }
    }
}
