/// Whether a machine has the GPU its offer promised.
public struct GPUVerdict: Hashable, Sendable {
    /// The answer.
    public let isSame: Bool
    /// The finding in words, fit to follow a colon.
    public let sentence: String
}
