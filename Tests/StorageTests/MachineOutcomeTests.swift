import Domain
import Foundation
import Storage
import Testing

@Suite struct MachineOutcomeTests {
    private func offer(_ id: String, machine: String?) -> Offer {
        Offer(
            id: OfferID(provider: .vastai, local: id), provider: .vastai, machineID: machine, gpuName: "RTX 4090", gpuMemoryMiB: 24_564,
            pricePerHour: USD(micros: 1), fetchedAt: Samples.start)
    }

    private func fail(_ offer: Offer, _ seconds: TimeInterval = 0, in store: Store) async throws {
        try await store.noteMachineFailure(
            offer: offer, kind: .bootTimeout, reason: "no SSH", at: Samples.start + seconds)
    }

    @Test func `a failure comes back with every field`() async throws {
        let store = try Store.inMemory()
        try await fail(offer("1", machine: "m"), in: store)
        #expect(
            try await store.machineFailures() == [
                MachineFailure(
                    provider: .vastai, machineID: "m", offerID: OfferID(rawValue: "vastai-1"), gpuName: "RTX 4090", gpuMemoryMiB: 24_564,
                    kind: .bootTimeout, reason: "no SSH", at: Samples.start)
            ])
    }

    @Test func `a success clears its machine under whatever offer, and no other`() async throws {
        let store = try Store.inMemory()
        try await fail(offer("1", machine: "m"), in: store)
        try await fail(offer("2", machine: "n"), in: store)
        try await fail(offer("3", machine: nil), in: store)
        try await fail(offer("4", machine: ""), in: store)
        try await store.noteMachineSuccess(offer: offer("9", machine: "m"), at: Samples.start)
        #expect(try await store.machineFailures().map(\.offerID.rawValue) == ["vastai-2", "vastai-3", "vastai-4"])
        try await store.noteMachineSuccess(offer: offer("3", machine: nil), at: Samples.start)
        #expect(try await store.machineFailures().map(\.machineKey) == [.machine(.vastai, "n"), .offer(OfferID(rawValue: "vastai-4"))])
        try await fail(offer("1", machine: "m"), in: store)
        #expect(try await store.machineFailures().count == 3, "what fails after a success counts")
    }

    @Test func `what is older than a day is forgotten`() async throws {
        let store = try Store.inMemory()
        try await fail(offer("1", machine: "m"), in: store)
        try await fail(offer("2", machine: "n"), 24 * 3600, in: store)
        #expect(try await store.machineFailures().count == 2)
        try await store.noteMachineSuccess(offer: offer("3", machine: "o"), at: Samples.start + 24 * 3600 + 1)
        #expect(try await store.machineFailures().map(\.machineID) == ["n"])
    }
}
