import Domain

/// When something of a schedule happens.
enum Moment: Sendable, CustomStringConvertible {
    /// So many seconds after the start.
    case at(Double)
    /// So many seconds after some session is first seen in this step; at the end of the schedule when none is.
    case entering(SessionStep, delay: Double)

    var description: String {
        switch self {
        case .at(let seconds): "at \(seconds.fixed(2)) s"
        case .entering(let step, let delay): "\((delay * 1000).fixed(0)) ms into \(step.rawValue)"
        }
    }
}
