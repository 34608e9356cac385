/// What happens to one machine behind everybody's back.
struct Strike: Sendable, CustomStringConvertible {
    enum Kind: String, Sendable, CaseIterable {
        /// It is gone at once, and off the bill.
        case removed
        /// It stands still, and on the bill.
        case poweredOff
        /// Nothing of it answers, and it stays on the bill.
        case hostVanishes
    }

    /// Seconds after the start.
    let at: Double
    let kind: Kind
    /// Chooses among the machines that live then.
    let pick: Int

    var description: String { "machine \(kind.rawValue) at \(at.fixed(2)) s" }
}
