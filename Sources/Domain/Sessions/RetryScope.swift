/// Where a replacement for a machine that could not be used may be looked for.
public enum RetryScope: String, Hashable, Sendable, Codable, CaseIterable {
    /// The same provider and GPU, at no more than 1.2 times the price.
    case sameGPU = "same_gpu"
    /// The same provider and at least the same memory, at no more than 1.5 times the price.
    case sameMemory = "same_vram"
    /// Any provider and at least the same memory, at no more than twice the price.
    case any

    /// How much more than the agreed price a replacement may cost.
    public var priceFactor: Double {
        switch self {
        case .sameGPU: 1.2
        case .sameMemory: 1.5
        case .any: 2
        }
    }
}
