import Foundation
import Synchronization

/// What happened when in a run.
final class Trace: Sendable {
    private let begun = ContinuousClock.now
    private let kept = Mutex<[String]>([])

    /// Seconds since the start.
    var seconds: Double { (ContinuousClock.now - begun) / .seconds(1) }

    var lines: [String] { kept.withLock { $0 } }

    func say(_ text: String) {
        let line = String(format: "%7.2f  ", seconds) + text
        kept.withLock { $0.append(line) }
    }

    /// Waits until so many seconds after the start.
    func until(_ moment: Double) async throws {
        let left = moment - seconds
        if left > 0 { try await Task.sleep(for: .seconds(left)) }
    }
}
