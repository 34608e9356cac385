import Domain
import Foundation
import Synchronization

/// When a machine last answered, and what it had fetched by then, shared by the connections that come and go.
final class LastContact: Sendable {
    private let date: Mutex<Date>
    private let bytes = Mutex<Int64>(0)

    init(_ date: Date) {
        self.date = Mutex(date)
    }

    var at: Date { date.withLock { $0 } }

    func renew(_ now: Date) { date.withLock { $0 = now } }

    /// Bytes of the model that were sent to the machine.
    var pulled: Int64 { bytes.withLock { $0 } }

    func pulled(_ count: Double) {
        bytes.withLock { $0 = max($0, Int64(Int(saturating: count))) }
    }
}
