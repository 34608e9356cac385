/// The rules that leave an offer out, in the order in which a summary names them.
public enum ExclusionKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The model does not fit into memory.
    case doesNotFit = "does_not_fit"
    /// Slower than asked.
    case tooSlow = "too_slow"
    /// Dearer than asked.
    case tooExpensive = "too_expensive"
    /// The machine delivered results that cannot be trusted, more than once.
    case hostSuspected = "host_suspected"
    /// Several rentals of the machine failed just now.
    case recentlyFailed = "recently_failed"
    /// The host leaves the market before the job ends.
    case leavesMarket = "leaves_market"
    /// A higher bid can take it away.
    case interruptible
    /// The catalogue does not know the GPU, or it contradicts its memory.
    case unknownGPU = "unknown_gpu"
    /// Its memory is not known.
    case noMemoryFigure = "no_memory_figure"
    /// Zero, negative or absurd price.
    case badPrice = "bad_price"
    /// Outside of what was asked: GPU, memory, place, reliability, provider, verification.
    case constraint

    /// The rank among the offers that another limit would let in, 0 for what is merely too slow or too dear; nil where no
    /// limit would.
    var missRank: Int? {
        switch self {
        case .tooSlow, .tooExpensive: 0
        case .doesNotFit: 1
        case .hostSuspected, .recentlyFailed, .leavesMarket, .interruptible: 2
        case .unknownGPU, .noMemoryFigure, .badPrice, .constraint: nil
        }
    }

    /// The count in words, such as `4 too slow`.
    public func counted(_ number: Int) -> String {
        switch self {
        case .doesNotFit: number == 1 ? "1 does not fit" : "\(number) do not fit"
        case .tooSlow: "\(number) too slow"
        case .tooExpensive: "\(number) too expensive"
        case .hostSuspected: "\(Figure.count(number, "host")) suspected"
        case .recentlyFailed: number == 1 ? "1 that just failed" : "\(number) that just failed"
        case .leavesMarket: number == 1 ? "1 leaves the market too early" : "\(number) leave the market too early"
        case .interruptible: "\(number) interruptible"
        case .unknownGPU: number == 1 ? "1 with an unknown GPU" : "\(number) with unknown GPUs"
        case .noMemoryFigure: "\(number) without a memory figure"
        case .badPrice: number == 1 ? "1 with an unbelievable price" : "\(number) with unbelievable prices"
        case .constraint: "\(number) outside of what was asked"
        }
    }
}
