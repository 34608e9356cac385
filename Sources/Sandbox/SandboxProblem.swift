/// Why a sandbox cannot do its part, in a sentence with what to do next.
public struct SandboxProblem: Error, CustomStringConvertible {
    /// What happened to which thing, and what to do next.
    public let description: String

    /// A problem in these words.
    public init(_ description: String) { self.description = description }
}
