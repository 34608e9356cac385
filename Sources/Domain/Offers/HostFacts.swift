/// What a host tells of itself beside its GPUs; every fact may be missing.
public struct HostFacts: Hashable, Sendable, Codable {
    /// CUDA compute capability of the GPUs times 100: 890 is 8.9.
    public var computeCapability: Int?
    /// Processor architecture, such as `amd64`.
    public var cpuArchitecture: String?
    /// Logical processors that come with the offer.
    public var cpuCores: Double?
    /// The most GB of disk that can be rented there.
    public var diskSpaceGB: Double?
    /// Whether its address stays the same.
    public var hasStaticIP: Bool?
    /// Link away from the machine, megabit per second.
    public var uploadMbps: Double?

    /// Joins what is known.
    public init(
        computeCapability: Int? = nil, cpuArchitecture: String? = nil, cpuCores: Double? = nil, diskSpaceGB: Double? = nil,
        hasStaticIP: Bool? = nil, uploadMbps: Double? = nil
    ) {
        self.computeCapability = computeCapability
        self.cpuArchitecture = cpuArchitecture
        self.cpuCores = cpuCores
        self.diskSpaceGB = diskSpaceGB
        self.hasStaticIP = hasStaticIP
        self.uploadMbps = uploadMbps
    }
}
