/// The GPUs a machine really has.
struct Hardware: Sendable, Hashable {
    var gpu: GPUModel
    var gpuCount: Int
    var driverVersion: String
    var cudaVersion: Double
    /// The driver does not answer.
    var isBroken = false
    /// Below 1 the machine is slower than its kind.
    var speedFactor = 1.0
    /// Host memory in MiB.
    var hostMemoryMiB: Int
    let serial: UInt64
}
