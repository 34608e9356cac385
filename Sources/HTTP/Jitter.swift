import Synchronization

/// A seeded stream of random fractions (SplitMix64); the same seed gives the same waits.
public final class Jitter: Sendable {
    private let state: Mutex<UInt64>

    /// A stream that starts at this seed.
    public init(seed: UInt64) {
        state = Mutex(seed)
    }

    /// A stream that differs from process to process.
    public convenience init() {
        self.init(seed: .random(in: .min ... .max))
    }

    /// The next fraction, at least 0 and below 1.
    public func next() -> Double {
        let bits = state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        return Double(bits >> 11) / 9_007_199_254_740_992
    }
}
