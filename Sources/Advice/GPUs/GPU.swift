/// One card as it is sold: a name, a form factor and a memory size.
public struct GPU: Hashable, Sendable, Identifiable {
    /// The name used in output, form factor included where it changes the card: `RTX 4090`, `A100 SXM4`.
    public let name: String
    /// Memory of one card as sold, GB in the marketing sense.
    public let memoryGB: Int
    /// Memory of one card as the driver reports it, MiB; below the nominal size on cards with ECC.
    public let memoryMiB: Int
    /// Peak memory bandwidth from the data sheet, GB/s.
    public let bandwidthGBps: Double
    /// Dense FP16 tensor rate, TFLOPS; `nil` where no figure is at hand.
    ///
    /// Good for ordering only.
    public let fp16TFLOPS: Double?
    /// Power limit of the common board, W.
    public let powerWatts: Int
    /// Generation.
    public let architecture: GPUArchitecture
    /// CUDA compute capability; `nil` for AMD.
    public let computeCapability: String?
    /// Whether the memory is HBM, which small kernels cannot saturate.
    public let hasHBM: Bool
    /// Whether this size exists only as an aftermarket conversion or a rare board: it is chosen only by memory.
    public let isRareVariant: Bool
    /// Where the figures come from.
    public let source: GPUFactSource
    /// Further spellings, as keys of `GPUNameKey`.
    let aliases: [String]
    /// Position in `GPUCatalogue.all`.
    var index = 0

    /// Name and memory size, unique in the catalogue.
    public var id: String { "\(name) \(memoryGB)GB" }

    init(
        _ name: String, gb: Int, mib: Int, bandwidth: Double, fp16: Double?, watts: Int, _ architecture: GPUArchitecture,
        _ capability: String?, hbm: Bool = false, rare: Bool = false, source: GPUFactSource = .whitePaper,
        also aliases: [String] = []
    ) {
        self.name = name
        memoryGB = gb
        memoryMiB = mib
        bandwidthGBps = bandwidth
        fp16TFLOPS = fp16
        powerWatts = watts
        self.architecture = architecture
        computeCapability = capability
        hasHBM = hbm
        isRareVariant = rare
        self.source = source
        self.aliases = aliases
    }

    /// Cards exist only in the catalogue, so their position there is who they are.
    public static func == (left: GPU, right: GPU) -> Bool { left.index == right.index }

    /// Hashes the position in the catalogue.
    public func hash(into hasher: inout Hasher) { hasher.combine(index) }
}
