public import Domain
public import Foundation
public import Providers

/// Ends a machine that has no row, and proves it gone.
public struct MachineEnding: Sendable {
    private let time: any TimeSource
    private let deadlines: Deadlines

    /// Uses the deadlines' teardown time and confirmation interval.
    public init(time: any TimeSource, deadlines: Deadlines) {
        self.time = time
        self.deadlines = deadlines
    }

    /// Asks until two answers an interval apart say that the machine is unknown; returns their times.
    ///
    /// Throws `Problem(.teardownUnverified)` with the last trouble when the teardown's deadline passes.
    @discardableResult
    public func end(_ id: InstanceID, at provider: any Provider) async throws -> [Date] {
        try await end(id, at: provider, within: deadlines.teardown, longestPause: 30)
    }

    /// The same with a patience of its own; `eachTurn` is called before every request.
    @discardableResult
    func end(
        _ id: InstanceID, at provider: any Provider, within patience: Duration, longestPause: Double, eachTurn: () -> Void = {}
    ) async throws -> [Date] {
        var proof = AbsenceProof(interval: deadlines.absenceInterval)
        let limit = time.now.addingTimeInterval(patience.inSeconds)
        var trouble = "the provider still shows it"
        var pause = 1.0
        while true {
            eachTurn()
            do {
                if !proof.hasSighting { try await provider.requestEnd(of: id) }
                if try await provider.instance(id) == nil { proof.absent(at: time.now) } else { proof.reset() }
                if proof.isComplete { return proof.sightings }
            } catch let problem as Problem {
                trouble = problem.message
                proof.reset()
            }
            guard time.now < limit else {
                throw Problem(
                    .teardownUnverified, "\(id) could not be proved gone: \(trouble)",
                    hint: "It may still be billed; end it in the provider's console.")
            }
            try await time.sleep(for: proof.hasSighting ? proof.wait(from: time.now) : .seconds(pause))
            pause = min(pause * 2, longestPause)
        }
    }
}
