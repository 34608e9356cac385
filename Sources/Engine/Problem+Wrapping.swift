public import Domain
import HTTP
import Providers
import SSH

extension Problem {
    /// The error as a user sees it; a `Problem` stays what it is, the fences' errors get the code that fits.
    public init(wrapping error: any Error, doing what: String) {
        switch error {
        case let problem as Problem:
            self = problem
        case let failure as LaunchFailure:
            self = failure.problem
        case let error as SSHError:
            self.init(error.isOfThisMachine ? .localStorage : .unavailable, error.message, hint: error.hint, cause: error)
        case let error as TransportError:
            self.init(.unavailable, "\(error)", hint: "Check the network and the address.", cause: error)
        default:
            self.init(.internalError, "\(what) failed: \(error)", cause: error)
        }
    }
}
