import Domain
import Foundation
import Storage
import Testing

@Suite struct OfferCacheTests {
    @Test func `offers come back whole and in the provider's order`() async throws {
        let store = try Store.inMemory()
        let bare = Offer(
            id: OfferID(rawValue: "vastai-0"), provider: .vastai, gpuName: "?", pricePerHour: .zero,
            fetchedAt: Samples.start)
        let offers = [Samples.offer(3), bare, Samples.offer(1)]
        try await store.cacheOffers(offers, provider: .vastai, key: "disk=32", at: Samples.start + 5)
        let cached = try await store.cachedOffers(.vastai, key: "disk=32")
        #expect(cached == CachedOffers(offers: offers, fetchedAt: Samples.start + 5))
    }

    @Test func `the sample offer leaves no fact out that an offer can hold`() {
        for fact in Mirror(reflecting: Samples.offer()).children {
            #expect("\(fact.value)" != "nil", "\(fact.label ?? "")")
        }
    }

    @Test func `a new answer replaces the old one of the same search only`() async throws {
        let store = try Store.inMemory()
        for (key, number) in [("a", 1), ("b", 2), ("a", 3)] {
            try await store.cacheOffers([Samples.offer(number)], provider: .vastai, key: key, at: Samples.start)
        }
        #expect(try await store.cachedOffers(.vastai, key: "a")?.offers == [Samples.offer(3)])
        #expect(try await store.cachedOffers(.vastai, key: "b")?.offers == [Samples.offer(2)])
        #expect(try await store.cachedOffers(.vastai, key: "c") == nil)
        #expect(try await store.cachedOffers(ProviderID(rawValue: "tensordock"), key: "a") == nil)
    }

    @Test func `an empty answer is an answer`() async throws {
        let store = try Store.inMemory()
        try await store.cacheOffers([], provider: .vastai, key: "a", at: Samples.start)
        #expect(try await store.cachedOffers(.vastai, key: "a")?.offers.isEmpty == true)
    }
}
