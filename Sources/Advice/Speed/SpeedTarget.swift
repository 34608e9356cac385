/// What an estimate is asked for.
public struct SpeedTarget: Hashable, Sendable {
    /// The card.
    public var gpu: GPU
    /// How many of it.
    public var gpuCount: Int
    /// Who rents it.
    public var provider: String
    /// The physical machine, when known.
    public var machineID: String?

    /// Names a place.
    public init(gpu: GPU, gpuCount: Int = 1, provider: String, machineID: String? = nil) {
        self.gpu = gpu
        self.gpuCount = gpuCount
        self.provider = provider
        self.machineID = machineID
    }
}
