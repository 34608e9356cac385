/// What an operator does beside everything else.
struct Chore: Sendable, CustomStringConvertible {
    /// Seconds after the start.
    let at: Double
    /// A command that looks for what nobody knows, and ends it.
    let arguments: [String]

    var description: String { "\(arguments.joined(separator: " ")) at \(at.fixed(2)) s" }

    /// The commands there are.
    static let commands = [["cleanup-orphans", "--execute", "--force"], ["reconcile"], ["bench", "resume"]]
}
