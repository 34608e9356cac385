/// What became of a batch of results.
public struct BenchmarkInsertion: Hashable, Sendable {
    /// Results that are new.
    public let imported: Int
    /// Results whose content was stored before, or stands earlier in the same batch.
    public let alreadyPresent: Int

    /// Joins both.
    public init(imported: Int, alreadyPresent: Int) {
        self.imported = imported
        self.alreadyPresent = alreadyPresent
    }
}
