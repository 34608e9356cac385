public import Domain

/// A run, with its entries where they are asked for.
public struct RunDetailsShape: Codable, Sendable {
    /// The run.
    public let run: RunShape
    /// Its entries, those that go first first.
    public let entries: [RunEntryShape]?
    /// What a caller must know who waits for results; `nil` once it is over.
    public let note: String?

    /// Said of every run that waits.
    public static let isOnlyStored =
        "this version keeps runs and their schedules and does not carry them out yet: nothing is rented for them"

    /// A run that was just made, or one with all of its entries.
    public init(_ run: BenchmarkRun, entries: [RunEntry]? = nil) {
        self.run = RunShape(run)
        self.entries = entries?.map { RunEntryShape($0) }
        note = run.status == .pending ? Self.isOnlyStored : nil
    }
}
