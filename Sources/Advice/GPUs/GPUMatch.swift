/// What the catalogue makes of a name and a memory size.
public enum GPUMatch: Hashable, Sendable {
    /// One card fits.
    case exact(GPU)
    /// Several cards fit; this one is assumed, and the sentence says why and what else it could be.
    case ambiguous(GPU, assumption: String)
    /// No card fits; the sentence says what is wrong.
    case unknown(reason: String)

    /// The card, assumed or certain.
    public var gpu: GPU? {
        switch self {
        case .exact(let gpu), .ambiguous(let gpu, _): gpu
        case .unknown: nil
        }
    }

    /// The assumption made, if any.
    public var assumption: String? {
        if case .ambiguous(_, let assumption) = self { assumption } else { nil }
    }
}
