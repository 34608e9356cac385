import Foundation
import Synchronization

/// One cloud account and the market around it; every method is one short critical section.
final class Cloud: Sendable {
    let options: SandboxOptions
    let truth: TruthTable
    private let firstRentalID: Int
    private let state: Mutex<CloudState>

    init(options: SandboxOptions) {
        self.options = options
        truth = TruthTable(seed: options.seed)
        // Tenths of a second: a client that remembers an earlier sandbox's machine must not find it here under the same
        // id. They come round after three years and stay far inside 32 bits.
        firstRentalID = 31_000_000 + Int(Self.now * 10) % 1_000_000_000
        state = Mutex(Self.fresh(options, nextRentalID: firstRentalID))
    }

    private static func fresh(_ options: SandboxOptions, nextRentalID: Int) -> CloudState {
        CloudState(
            offers: MarketOffer.market(count: options.offers, seed: options.seed, now: Self.now),
            balance: options.balance, nextRentalID: nextRentalID)
    }

    /// What makes a machine's GPUs this very ones: its place among the machines of the sandbox, so that a seed decides it
    /// and not the moment of the start.
    func serial(of rental: Int) -> UInt64 { UInt64(31_000_000 + rental - firstRentalID) }

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
            state = Self.fresh(options, nextRentalID: state.nextRentalID)
        }
    }
}
