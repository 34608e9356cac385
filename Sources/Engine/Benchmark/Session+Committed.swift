import Domain
import Foundation

extension Session {
    /// The most that the attempts so far can have cost: rent to the second, and the traffic of every pull that may have
    /// begun.
    ///
    /// Providers bill traffic later than we look, so what may have been fetched counts as fetched.
    func committed(at date: Date) -> USD {
        let bytes = ModelSize.bytes(of: plan.model)
        return attempts.reduce(.zero) { sum, attempt in
            // A pinned host key: the machine was reached, and a benchmark may have been started on it.
            let may = attempt.hostKeyFingerprint == nil ? .zero : WorstCase.traffic(offer: attempt.offer, modelBytes: bytes)
            return sum + attempt.rent(at: date) + max(attempt.traffic, may)
        }
    }
}
