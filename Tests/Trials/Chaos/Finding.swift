/// Something that must not be, found at the end of a run.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
    /// Which promise is broken.
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case machineLeft = "machines left"
        case resultLost = "results lost"
        case resultTwice = "results counted twice"
        case doubleLaunch = "double launches"
        case cost = "cost errors"
        case sessionLost = "sessions lost or unfinished"
        case strangerEnded = "others' machines ended"
        case crash = "programs that failed by themselves"
    }

    /// Which promise is broken.
    package let kind: Kind
    /// By what.
    package let detail: String

    /// Both in one line.
    package var description: String { "\(kind.rawValue): \(detail)" }
}
