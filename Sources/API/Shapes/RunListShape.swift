public import Domain

/// A page of runs.
public struct RunListShape: Codable, Sendable {
    /// The newest first.
    public let runs: [RunShape]
    /// How many are on this page.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int
    /// What to ask for the next page with.
    public let next_cursor: String?

    /// The runs that the names of a page stand for.
    public init(_ runs: [BenchmarkRun], page: ListPage<String>) {
        self.runs = runs.map { RunShape($0) }
        count = runs.count
        total = page.total
        next_cursor = page.nextCursor
    }
}
