import Domain
import TestSupport

@testable import Storage

extension Store {
    /// Opens a file as the product does, off the shared threads and with all the time that a busy disk needs.
    static func opened(at path: String) async throws -> Store {
        try await onOwnThread {
            var generator = SystemRandomNumberGenerator()
            return try Store.open(
                at: path, time: SystemTime(), deploymentOverride: nil, using: &generator, patience: Patience.limit)
        }
    }
}
