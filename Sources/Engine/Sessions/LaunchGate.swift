import Domain
import Foundation
import Synchronization

/// Lets only so many launches through in a minute: a defect or a market gone mad must not rent machines by the hundred.
package final class LaunchGate: Sendable {
    /// A minute, and how long a call that was let through may wait for its turn at the provider's own limit.
    static let window: TimeInterval = 60 + 10

    private let perMinute: Int
    private let granted = Mutex<[Date]>([])

    /// Lets `perMinute` launches through in any sixty seconds.
    package init(perMinute: Int = 30) {
        self.perMinute = perMinute
    }

    /// Lets one launch through, or says how long to wait before asking again.
    ///
    /// `others` are the launches on record, those of other processes among them.
    func pass(at now: Date, others: [Date]) -> Duration? {
        granted.withLock { granted in
            let begin = now.addingTimeInterval(-Self.window)
            // A clock that went back must not close the gate for as long as it jumped.
            granted.removeAll { $0 <= begin || $0 > now }
            let recent = others.filter { $0 > begin && $0 <= now }
            guard max(granted.count, recent.count) >= perMinute else {
                granted.append(now)
                return nil
            }
            let oldest = [granted.first, recent.min()].compactMap(\.self).min() ?? now
            return .seconds(max(1, oldest.timeIntervalSince(begin)))
        }
    }
}
