/// Why some text is not JSON, in the words a Go server would use.
public struct JSONSyntaxError: Error, CustomStringConvertible {
    /// What was met where.
    public let description: String
}
