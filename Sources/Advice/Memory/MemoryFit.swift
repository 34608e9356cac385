/// A memory need held against the GPUs of an offer.
public struct MemoryFit: Hashable, Sendable {
    /// Needed on the GPUs in use, GiB.
    public let neededGiB: Double
    /// Memory of the GPUs in use, GiB.
    public let availableGiB: Double
    /// How many GPUs the model is spread over.
    public let gpusUsed: Int

    /// What is left over; negative when it does not fit.
    public var marginGiB: Double { availableGiB - neededGiB }

    /// Whether the model stays off the CPU.
    public var fits: Bool { marginGiB >= 0 }

    /// `fits with 3.2 GiB to spare` or `lacks 0.3 GiB`.
    public var sentence: String {
        fits
            ? "fits with \(Figure.fixed(marginGiB, 1)) GiB to spare" : "lacks \(Figure.missing(-marginGiB)) GiB"
    }
}
