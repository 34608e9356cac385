/// A promise that was broken.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
    /// Which one.
    public enum Rule: String, Hashable, Sendable, CaseIterable {
        case labelWithoutRow = "no label without a row"
        case overdueMachine = "no machine alive past its deadline"
        case deadRowLiveMachine = "no row terminal while its machine lives"
        case cost = "cost equals the price over the life"
        case budget = "a budget is a ceiling"
        case endedLegalSession = "no legal session is ended"
        case doubleLaunch = "no machine is launched twice"
        case leftMachine = "no machine is left at the end"
        case stuckSession = "no session stays unfinished"
    }

    /// Which promise.
    public let rule: Rule
    /// What happened, and to what.
    public let detail: String
    /// When, in seconds of the simulated world.
    public let at: Double

    /// One line.
    public var description: String { "\(rule.rawValue), at \(Int(at)) s: \(detail)" }
}
