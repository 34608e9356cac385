/// What becomes of a machine's disk when its session ends.
public enum StoragePolicy: String, Hashable, Sendable, Codable, CaseIterable {
    /// It goes with the machine.
    case destroy
    /// It is kept for another machine, where the provider can do that.
    case preserve
}
