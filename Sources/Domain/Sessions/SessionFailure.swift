/// Why a session or an attempt went wrong, as it is stored.
public struct SessionFailure: Hashable, Sendable, Codable {
    /// The kind.
    public let code: Problem.Code
    /// One sentence for a person.
    public let message: String

    /// Joins both.
    public init(code: Problem.Code, message: String) {
        self.code = code
        self.message = message
    }

    /// Keeps what a problem says.
    public init(_ problem: Problem) {
        self.init(code: problem.code, message: problem.message)
    }
}
