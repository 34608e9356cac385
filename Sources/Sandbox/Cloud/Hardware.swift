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

extension Hardware {
    /// What stands behind an offer.
    init(behind offer: MarketOffer, serial: UInt64) {
        let printed = offer.dirt.first { $0.name == "gpu_name" }?.value?.string
        self.init(
            gpu: printed.map(GPUModel.unknown) ?? offer.gpu, gpuCount: offer.gpuCount,
            driverVersion: offer.row["driver_version"]?.string ?? "570.124.04",
            cudaVersion: offer.row["cuda_max_good"]?.number ?? 12.8,
            hostMemoryMiB: offer.row["cpu_ram"]?.int ?? 65_536, serial: serial)
    }
}
