import Foundation
import Synchronization

/// One cloud account and the market around it; every method is one short critical section.
final class Cloud: Sendable {
    let options: SandboxOptions
    let truth: TruthTable
    private let state: Mutex<CloudState>

    init(options: SandboxOptions) {
        self.options = options
        truth = TruthTable(seed: options.seed)
        state = Mutex(Self.fresh(options))
    }

    private static func fresh(_ options: SandboxOptions) -> CloudState {
        CloudState(
            offers: MarketOffer.market(count: options.offers, seed: options.seed, now: Self.now),
            balance: options.balance, nextRentalID: 31_000_000 + Int(options.seed % 1000) * 1000)
    }

    /// Unix seconds.
    static var now: Double { Date().timeIntervalSince1970 }

    /// Runs a piece of work on the state under its lock.
    func with<Value: Sendable, Failure: Error>(
        _ body: (inout CloudState) throws(Failure) -> sending Value
    ) throws(Failure) -> Value {
        try state.withLock { state throws(Failure) in try body(&state) }
    }

    /// Starts over; ids of machines go on counting, so that an old id never names a new machine.
    func reset() {
        state.withLock { state in
            let next = state.nextRentalID
            state = Self.fresh(options)
            state.nextRentalID = next
        }
    }
}
