extension GPUModel {
    /// The types the sandbox rents out, ordered by name in the marketplace's spelling.
    ///
    /// Memory is what drivers report, bandwidth and power are the vendors' data sheets, prices follow the
    /// published measurements of February 2026.
    static let catalogue: [GPUModel] = [
        GPUModel(
            name: "RTX 3060", driverName: "NVIDIA GeForce RTX 3060", memoryMiB: 12288, bandwidth: 360,
            architecture: .ampere, computeCapability: 86, watts: 170, teraflops: 51, price: 0.055,
            coreClockMHz: 1777, memoryClockMHz: 7501, pcieGeneration: 4),
        GPUModel(
            name: "RTX 3090", driverName: "NVIDIA GeForce RTX 3090", memoryMiB: 24576, bandwidth: 936,
            architecture: .ampere, computeCapability: 86, watts: 350, teraflops: 142, price: 0.080,
            coreClockMHz: 1695, memoryClockMHz: 9751, pcieGeneration: 4),
        GPUModel(
            name: "RTX 4070S Ti", driverName: "NVIDIA GeForce RTX 4070 Ti SUPER", memoryMiB: 16376, bandwidth: 672,
            architecture: .ada, computeCapability: 89, watts: 285, teraflops: 176, price: 0.098,
            coreClockMHz: 2610, memoryClockMHz: 10501, pcieGeneration: 4),
        GPUModel(
            name: "RTX 4090", driverName: "NVIDIA GeForce RTX 4090", memoryMiB: 24564, bandwidth: 1008,
            architecture: .ada, computeCapability: 89, watts: 450, teraflops: 330, price: 0.160,
            coreClockMHz: 2520, memoryClockMHz: 10501, pcieGeneration: 4),
        GPUModel(
            name: "RTX 5060 Ti", driverName: "NVIDIA GeForce RTX 5060 Ti", memoryMiB: 16311, bandwidth: 448,
            architecture: .blackwell, computeCapability: 120, watts: 180, teraflops: 95, price: 0.069,
            coreClockMHz: 2572, memoryClockMHz: 14001, pcieGeneration: 5),
        GPUModel(
            name: "RTX 5070 Ti", driverName: "NVIDIA GeForce RTX 5070 Ti", memoryMiB: 16303, bandwidth: 896,
            architecture: .blackwell, computeCapability: 120, watts: 300, teraflops: 176, price: 0.094,
            coreClockMHz: 2452, memoryClockMHz: 14001, pcieGeneration: 5),
        GPUModel(
            name: "RTX 5080", driverName: "NVIDIA GeForce RTX 5080", memoryMiB: 16303, bandwidth: 960,
            architecture: .blackwell, computeCapability: 120, watts: 360, teraflops: 225, price: 0.127,
            coreClockMHz: 2617, memoryClockMHz: 15001, pcieGeneration: 5),
        GPUModel(
            name: "RTX 5090", driverName: "NVIDIA GeForce RTX 5090", memoryMiB: 32607, bandwidth: 1792,
            architecture: .blackwell, computeCapability: 120, watts: 575, teraflops: 419, price: 0.214,
            coreClockMHz: 2407, memoryClockMHz: 14001, pcieGeneration: 5),
        GPUModel(
            name: "RTX A4000", driverName: "NVIDIA RTX A4000", memoryMiB: 16376, bandwidth: 448,
            architecture: .ampere, computeCapability: 86, watts: 140, teraflops: 77, price: 0.080,
            coreClockMHz: 1560, memoryClockMHz: 7001, pcieGeneration: 4),
        GPUModel(
            name: "RTX A5000", driverName: "NVIDIA RTX A5000", memoryMiB: 24564, bandwidth: 768,
            architecture: .ampere, computeCapability: 86, watts: 230, teraflops: 111, price: 0.160,
            coreClockMHz: 1695, memoryClockMHz: 8001, pcieGeneration: 4),
        GPUModel(
            name: "RTX A6000", driverName: "NVIDIA RTX A6000", memoryMiB: 49140, bandwidth: 768,
            architecture: .ampere, computeCapability: 86, watts: 300, teraflops: 155, price: 0.370,
            coreClockMHz: 1800, memoryClockMHz: 8001, pcieGeneration: 4),
        GPUModel(
            name: "Q RTX 8000", driverName: "Quadro RTX 8000", memoryMiB: 46080, bandwidth: 672,
            architecture: .turing, computeCapability: 75, watts: 260, teraflops: 130, price: 0.240,
            coreClockMHz: 1770, memoryClockMHz: 7001, pcieGeneration: 3),
        GPUModel(
            name: "L40S", driverName: "NVIDIA L40S", memoryMiB: 46068, bandwidth: 864,
            architecture: .ada, computeCapability: 89, watts: 350, teraflops: 362, price: 0.470,
            coreClockMHz: 2520, memoryClockMHz: 9001, pcieGeneration: 4),
        GPUModel(
            name: "A100 SXM4", driverName: "NVIDIA A100-SXM4-80GB", memoryMiB: 81920, bandwidth: 2039,
            architecture: .ampereDatacentre, computeCapability: 80, watts: 400, teraflops: 312, price: 0.330,
            coreClockMHz: 1410, memoryClockMHz: 1593, pcieGeneration: 4),
        GPUModel(
            name: "H100 SXM", driverName: "NVIDIA H100 80GB HBM3", memoryMiB: 81559, bandwidth: 3350,
            architecture: .hopper, computeCapability: 90, watts: 700, teraflops: 989, price: 1.490,
            coreClockMHz: 1980, memoryClockMHz: 2619, pcieGeneration: 5),
        GPUModel(
            name: "H200 NVL", driverName: "NVIDIA H200 NVL", memoryMiB: 143771, bandwidth: 4800,
            architecture: .hopper, computeCapability: 90, watts: 600, teraflops: 836, price: 2.000,
            coreClockMHz: 1785, memoryClockMHz: 3201, pcieGeneration: 5),
    ]

    /// The catalogue's entry for a marketplace name.
    static func named(_ name: String) -> GPUModel? { catalogue.first { $0.name == name } }

    /// A card nobody has heard of, as fast as a middling one.
    static func unknown(_ name: String) -> GPUModel {
        GPUModel(
            name: name, driverName: "NVIDIA \(name)", memoryMiB: 16384, bandwidth: 640,
            architecture: .ada, computeCapability: 89, watts: 300, teraflops: 150, price: 0.10,
            coreClockMHz: 2400, memoryClockMHz: 10000, pcieGeneration: 4)
    }

    /// Times a hundred, as the marketplace writes it: 890 is 8.9.
    var marketplaceCapability: Int { computeCapability * 10 }
}
