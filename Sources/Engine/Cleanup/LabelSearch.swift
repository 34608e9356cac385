import Domain
import Foundation
import Providers

/// Finds the machine that carries a label of ours when the answer to its launch is not on record.
///
/// Listings lag behind creation, fail at times, and may be wrong for a moment: only several full ones mean that there is
/// none, two of them late enough and some seconds apart.
struct LabelSearch {
    /// What the lists showed.
    struct Finding {
        /// The machine; `nil` when there surely is none.
        var machine: Instance?
        /// Machines under the label that are too old to be it, as far as the provider's clock and ours agree.
        var strays: [InstanceID: Instance] = [:]
    }

    let provider: any Provider
    let label: String
    /// Machines of earlier attempts, which carry the same label.
    let known: Set<InstanceID>
    let time: any TimeSource
    /// A machine that its provider says is older than this is another launch's; `nil` takes any.
    var notOlderThan: Date?
    /// From when on a machine may have been created unseen.
    let since: Date
    /// How long after that a listing may still lack it.
    let settling: Duration
    /// The least time between the two that prove it: longer than a list that was cached or cut short stays so.
    let apart: Duration
    /// How long failing listings are put up with.
    let patience: Duration

    /// Looks until there is an answer; throws the last problem when patience ends.
    ///
    /// `failed` hears of every listing that failed, `eachTurn` is called before every pause.
    func run(
        failed: (Problem) async throws -> Void = { _ in }, eachTurn: () async throws -> Void = {}
    ) async throws -> Finding {
        var finding = Finding()
        let begun = time.now
        var fullListings = 0
        var firstLate: Date?
        let longestPause = min(5, max(0.2, settling.inSeconds / 6))
        var pause = min(1, longestPause)
        while true {
            do {
                let shown = try await provider.instances().filter { $0.label == label && !known.contains($0.id) }
                for machine in shown where !isYoungEnough(machine) { finding.strays[machine.id] = machine }
                finding.machine = shown.first(where: isYoungEnough)
                if finding.machine != nil { return finding }
                fullListings += 1
                let now = time.now
                if now.timeIntervalSince(since) >= settling.inSeconds {
                    let first = firstLate ?? now
                    firstLate = first
                    if fullListings >= 3, now.timeIntervalSince(first) >= apart.inSeconds { return finding }
                }
            } catch let problem as Problem {
                try await failed(problem)
                guard time.now.timeIntervalSince(begun) < patience.inSeconds else { throw problem }
            }
            try await eachTurn()
            try await time.sleep(for: .seconds(pause))
            pause = min(pause * 2, longestPause)
        }
    }

    private func isYoungEnough(_ machine: Instance) -> Bool {
        guard let notOlderThan, let started = machine.startedAt else { return true }
        return started >= notOlderThan
    }
}
