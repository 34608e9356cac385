public import Advice
public import Domain
public import Foundation
public import Storage

/// What advice rests on: every stored result, which of the doubtful ones speak against their machine, and how the last
/// rentals went.
public struct AdviceEvidence: Sendable {
    /// All results, doubtful ones included.
    public let results: [Evidence]
    /// Ids of the results whose own reasons blame the machine.
    public let hostFaults: Set<String>
    private let failures: [MachineFailure]

    /// Reads all of it.
    public init(from store: Store) async throws {
        results = try await store.evidence()
        hostFaults = Set(try await store.doubtsAboutMachines().filter { HostFault.isNamed(in: $0.value) }.keys)
        failures = try await store.machineFailures()
    }

    /// How the last rentals went, as it counts at `date`.
    public func history(at date: Date) -> MachineHistory {
        failures.isEmpty ? MachineHistory() : OfferHealth(failures, at: date).history
    }
}
