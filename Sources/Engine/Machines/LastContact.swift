import Foundation
import Synchronization

/// When a machine last answered, shared by the connections that come and go.
final class LastContact: Sendable {
    private let date: Mutex<Date>

    init(_ date: Date) {
        self.date = Mutex(date)
    }

    var at: Date { date.withLock { $0 } }

    func renew(_ now: Date) { date.withLock { $0 = now } }
}
