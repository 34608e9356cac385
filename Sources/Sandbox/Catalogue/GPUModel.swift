/// A GPU type as it is sold and as its driver reports it.
struct GPUModel: Sendable, Hashable {
    /// The name the marketplace prints.
    let name: String
    /// The name `nvidia-smi` prints.
    let driverName: String
    /// What the driver reports, below the marketing size on most cards.
    let memoryMiB: Int
    /// Peak memory bandwidth in GB/s.
    let bandwidth: Double
    let architecture: Architecture
    /// Times ten: 89 is 8.9.
    let computeCapability: Int
    let watts: Int
    /// Dense half-precision TFLOPS.
    let teraflops: Double
    /// A usual price on the marketplace in dollars per hour.
    let price: Double
    let coreClockMHz: Int
    let memoryClockMHz: Int
    let pcieGeneration: Int

    enum Architecture: String, Sendable { case turing, ampere, ampereDatacentre, ada, hopper, blackwell }
}
