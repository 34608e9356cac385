public import Domain
public import Foundation
public import Providers

/// Ends a machine and proves it gone.
public struct MachineEnding: Sendable {
    /// What happens on the way, for a ledger or a screen.
    enum Event: Sendable {
        case asking
        case accepted
        case absent(Date)
        /// A machine that nobody saw before is there.
        case shown(Instance)
        case stillThere(Instance)
        case seenAgain
        case failed(Problem)
    }

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
        try await end(id, at: provider, within: deadlines.teardown, longestPause: 30) { _ in }
    }

    /// The same, given up at once when the provider refuses the key: no time mends that, and somebody is waiting.
    ///
    /// Throws `Problem(.providerRejectedKey)` that names the machine then.
    public func endUnlessRefused(_ id: InstanceID, at provider: any Provider) async throws -> [Date] {
        try await end(id, at: provider, within: deadlines.teardown, longestPause: 30) { event in
            guard case .failed(let problem) = event, problem.code == .providerRejectedKey else { return }
            throw Problem(
                .providerRejectedKey, "\(id) cannot be ended, and may still be billed: \(problem.message)", hint: problem.hint,
                cause: problem)
        }
    }

    /// The same with a patience of its own; `each` hears of everything and may end it all by throwing.
    ///
    /// `launchedAt` is for a machine that was never seen by its id: soon after a launch "unknown" may mean "not yet", and what
    /// it costs is not known yet either.
    @discardableResult
    func end(
        _ id: InstanceID, at provider: any Provider, within patience: Duration, longestPause: Double, launchedAt: Date? = nil,
        each: (Event) async throws -> Void
    ) async throws -> [Date] {
        let limit = time.now.addingTimeInterval(patience.inSeconds)
        var proof = AbsenceProof(
            interval: deadlines.absenceInterval, notBefore: try await settled(id, at: provider, launchedAt: launchedAt, each: each))
        var trouble = "the provider still shows it"
        var pause = 1.0
        while true {
            if !proof.hasSighting {
                try await each(.asking)
                switch try await answer({ try await provider.requestEnd(of: id) }) {
                case .success:
                    trouble = "the provider still shows it"
                    try await each(.accepted)
                case .failure(let problem):
                    trouble = problem.message
                    try await each(.failed(problem))
                }
            }
            // Whatever became of the request: only the question for the machine itself decides.
            switch try await answer({ try await provider.instance(id) }) {
            case .success(.none):
                proof.absent(at: time.now)
                try await each(.absent(time.now))
                if proof.isComplete { return proof.sightings }
            case .success(.some(let machine)):
                let isBack = proof.hasSighting
                proof.seen()
                try await each(isBack ? .seenAgain : .stillThere(machine))
            case .failure(let problem):
                trouble = problem.message
                proof.reset()
                try await each(.failed(problem))
            }
            guard time.now < limit else {
                throw Problem(
                    .teardownUnverified, "\(id) could not be proved gone: \(trouble)",
                    hint: "It may still be billed; end it in the provider's console.")
            }
            try await time.sleep(for: proof.hasSighting ? proof.wait(from: time.now) : .seconds(pause))
            if !proof.hasSighting { pause = min(pause * 2, longestPause) }
        }
    }

    /// From when on "unknown" counts; `nil` for at once.
    private func settled(
        _ id: InstanceID, at provider: any Provider, launchedAt: Date?, each: (Event) async throws -> Void
    ) async throws -> Date? {
        guard let launchedAt else { return nil }
        if case .success(.some(let machine)) = try await answer({ try await provider.instance(id) }) {
            try await each(.shown(machine))
            return nil
        }
        let settled = launchedAt.addingTimeInterval(deadlines.settling.inSeconds)
        return time.now < settled ? settled : nil
    }

    private func answer<Value>(_ question: () async throws -> Value) async throws -> Result<Value, Problem> {
        do { return .success(try await question()) } catch let problem as Problem { return .failure(problem) }
    }
}
