import Testing

extension Finished {
    /// Its standard output as JSON.
    func json(at location: SourceLocation = #_sourceLocation) throws -> JSONTree {
        try JSONTree(parsing: output, at: location)
    }

    /// The lines of its standard output.
    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}
