/// What became of a machine that cannot be reached, by its provider's word.
struct MachineFate: Sendable {
    /// The provider does not know it; else it is there and dead.
    let isAbsent: Bool
    /// The machine and what happened to it.
    let words: String
}
