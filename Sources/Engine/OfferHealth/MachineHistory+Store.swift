public import Advice
public import Foundation
public import Storage

extension MachineHistory {
    /// How the last rentals went, as it counts at `date` (database, no network).
    public init(from store: Store, at date: Date) async throws {
        let failures = try await store.machineFailures()
        self = failures.isEmpty ? MachineHistory() : OfferHealth(failures, at: date).history
    }
}
