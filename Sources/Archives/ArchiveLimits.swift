/// How much an archive may unpack to before it is refused.
public struct ArchiveLimits: Hashable, Sendable {
    /// Bytes of all members together, unpacked.
    public var maximumBytes: Int
    /// Members of a packed archive, the ignored ones included.
    public var maximumMembers: Int

    /// Sets both limits.
    public init(maximumBytes: Int, maximumMembers: Int) {
        self.maximumBytes = maximumBytes
        self.maximumMembers = maximumMembers
    }

    /// 256 MB and 1,000 members; five hours of requests and telemetry of an eight-GPU machine stay below 50
    /// MB.
    public static let standard = ArchiveLimits(maximumBytes: 256_000_000, maximumMembers: 1_000)
}
