import Domain

/// What to do after a benchmark that failed.
enum FailureHint {
    static func text(for session: Session) -> String? {
        switch session.failure?.code {
        case .noOffer, .staleInventory, .wrongHardware, .unavailable:
            "The market changes by the minute: see 'gpu-shopper advise --model \(session.plan.model)' and try again."
        case .benchmarkFailed, .timedOut:
            session.archivePath.map { "What the machine left is in \($0); bench.log there says more." }
        case .budget: "Raise --budget, or shorten --duration."
        case .localStorage: "Free some space; the machine is gone, nothing is billed any more."
        default: nil
        }
    }
}
