/// What a model needs on each GPU beside weights and keys and values.
public struct MemoryOverhead: Hashable, Sendable {
    /// Scratch memory of the runtime, GiB.
    public var computeBufferGiB: Double
    /// What the driver keeps for itself, GiB.
    public var driverGiB: Double

    /// Sets both; the defaults are estimates.
    ///
    /// A 32B model at 4,096 tokens was seen to take 0.4 GiB beyond weights, keys and values; half a GiB for the driver is
    /// the usual allowance.
    public init(computeBufferGiB: Double = 0.4, driverGiB: Double = 0.5) {
        self.computeBufferGiB = computeBufferGiB
        self.driverGiB = driverGiB
    }

    /// Both together.
    public var totalGiB: Double { computeBufferGiB + driverGiB }
}
