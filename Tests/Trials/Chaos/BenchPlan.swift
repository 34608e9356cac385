/// One person who benchmarks.
struct BenchPlan: Sendable, CustomStringConvertible {
    /// What that person does when the process was killed.
    enum Sequel: String, Sendable, CaseIterable {
        case nothing, resume, again
    }

    /// Seconds after the start.
    let at: Double
    let sequels: [Sequel]
    /// How many machines may be tried.
    let attempts: Int

    var description: String {
        "bench run at \(at.fixed(2)) s, \(attempts) attempts, once killed: \(sequels.map(\.rawValue).joined(separator: ", then "))"
    }
}
