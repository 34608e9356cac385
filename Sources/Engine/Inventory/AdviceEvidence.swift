import Advice
public import Domain
public import Storage

/// What advice rests on: every stored result, and which of the doubtful ones speak against their machine.
public struct AdviceEvidence: Sendable {
    /// All results, doubtful ones included.
    public let results: [Evidence]
    /// Ids of the results whose own reasons blame the machine.
    public let hostFaults: Set<String>

    /// Reads both.
    public init(from store: Store) async throws {
        results = try await store.evidence()
        hostFaults = Set(try await store.doubtsAboutMachines().filter { HostFault.isNamed(in: $0.value) }.keys)
    }
}
