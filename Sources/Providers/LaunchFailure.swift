public import Domain

/// Why a launch did not return a machine, told apart by what it means for money.
public enum LaunchFailure: Error, Sendable {
    /// Surely nothing was created, and another offer may do: taken, gone, price rose.
    case stale(Problem)
    /// Surely nothing was created, and another offer of this provider would fare no better: key, balance, bad request.
    case rejected(Problem)
    /// A machine may exist: the answer was lost. It must be looked for by its label before anything else is launched.
    case outcomeUnknown(Problem)

    /// What to tell a person.
    public var problem: Problem {
        switch self {
        case .stale(let problem), .rejected(let problem), .outcomeUnknown(let problem): problem
        }
    }
}
