/// A public key that may log in to a machine.
struct AttachedKey: Sendable {
    let id: Int
    let text: String
    let attachedAt: Double
    /// From when on the machine accepts it, in unix seconds.
    let effectiveAt: Double
}
