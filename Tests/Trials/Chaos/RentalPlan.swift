/// One person who rents a machine.
struct RentalPlan: Sendable, CustomStringConvertible {
    /// How a session comes to its end.
    enum End: String, Sendable, CaseIterable {
        case done, delete
        /// Its reservation runs out.
        case expire
    }

    /// Seconds after the start.
    let at: Double
    let consumer: String
    /// Chooses among what is for rent then.
    let pick: Int
    let retries: Int
    let scope: String
    /// When it is extended, in seconds after the start.
    let extended: Double?
    let end: End
    /// When, in seconds after the start; `nil` for when everything is brought to its end.
    let ends: Double?

    var description: String {
        "\(consumer) rents at \(at.fixed(2)) s, \(retries) retries (\(scope))"
            + (extended.map { ", extends at \($0.fixed(2)) s" } ?? "") + ", \(end.rawValue)"
            + (ends.map { " at \($0.fixed(2)) s" } ?? " at last")
    }
}
