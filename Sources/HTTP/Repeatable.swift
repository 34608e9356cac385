import HTTPTypes

/// What may happen to a call that did not succeed.
public enum Repeatable: Sendable, Equatable {
    /// Doing it twice is the same as doing it once: 429, 502, 503, 504 and connection problems are repeated.
    case safe

    /// It must not happen twice, a launch for example.
    ///
    /// It is repeated only when it certainly did not happen: the answer is 429, which says that the call was
    /// turned away unprocessed, or not a byte of the request was sent.
    case once

    func allowsRepeating(after status: HTTPResponse.Status) -> Bool {
        switch status.code {
        case 429: true
        case 502, 503, 504: self == .safe
        default: false
        }
    }

    func allowsRepeating(after error: TransportError) -> Bool {
        error.isConnectionProblem && (self == .safe || !error.mayHaveBeenProcessed)
    }
}
