/// The one error a user ever sees: what happened to which thing, and what to do next.
///
/// Fences (HTTP, SSH, Archives) throw small errors of their own; the first caller that knows the domain turns them
/// into a `Problem`. Cancellation never becomes one.
public struct Problem: Error, Sendable, CustomStringConvertible {
    /// The closed set of kinds that callers branch on; the CLI maps each to an exit code, the API to a status.
    public enum Code: String, Sendable, Codable, CaseIterable {
        /// A flag, a setting, a body or a file of the caller's is malformed.
        case invalidInput = "invalid_input"
        /// The thing named does not exist.
        case notFound = "not_found"
        /// The thing is in a state that does not allow what was asked.
        case conflict
        /// Who asks may not have it.
        case forbidden
        /// The offer was taken or its price rose; another offer may do. Nothing was rented.
        case staleInventory = "stale_inventory"
        /// No offer satisfies what was asked.
        case noOffer = "no_offer"
        /// The budget or the account's balance does not cover the worst case.
        case budget
        /// A provider's credentials are missing.
        case noCredentials = "no_credentials"
        /// The provider refuses our key.
        case providerRejectedKey = "provider_rejected_key"
        /// The provider asks us to slow down.
        case rateLimited = "rate_limited"
        /// A peer cannot be reached.
        case unavailable
        /// A deadline passed.
        case timedOut = "timed_out"
        /// A peer answered something that cannot be read.
        case badResponse = "bad_response"
        /// The machine is not what was advertised.
        case wrongHardware = "wrong_hardware"
        /// The benchmark on the machine failed.
        case benchmarkFailed = "benchmark_failed"
        /// A machine could not be proved gone; money may still be running.
        case teardownUnverified = "teardown_unverified"
        /// The user or the system asked us to stop.
        case interrupted
        /// The local disk or the database on it is full, locked, damaged or refuses to be written.
        case localStorage = "local_storage"
        /// A defect of ours.
        case internalError = "internal_error"
    }

    /// What kind of failure this is.
    public let code: Code
    /// One sentence without advice: what happened to which thing.
    public let message: String
    /// The next action, or `nil` when there is none.
    public let hint: String?
    /// The lower-level error, for logs only.
    public let cause: (any Error)?

    /// Describes a failure.
    public init(_ code: Code, _ message: String, hint: String? = nil, cause: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.hint = hint
        self.cause = cause
    }

    /// The message, and the hint after it.
    public var description: String {
        guard let hint else { return message }
        return "\(message). \(hint)"
    }
}
