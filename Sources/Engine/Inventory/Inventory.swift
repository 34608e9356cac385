public import Domain
import Providers
public import Storage

/// Asks every provider side by side; one that fails costs its own rows only.
///
/// The last good answer is kept in the database: when a provider cannot be asked, a command that only looks shows
/// the old rows with their age. Renting never uses them.
public struct Inventory: Sendable {
    private let providers: ProviderSet
    private let store: Store
    private let time: any TimeSource

    /// Joins what it needs.
    public init(providers: ProviderSet, store: Store, time: any TimeSource) {
        self.providers = providers
        self.store = store
        self.time = time
    }

    /// Live offers; throws only when no provider could be asked and nothing old may be shown instead.
    public func snapshot(
        of ids: [ProviderID] = [], matching query: OfferQuery, allowingOld: Bool
    ) async throws -> InventorySnapshot {
        let asked = try providers.selected(ids)
        let answers = await withTaskGroup(of: (ProviderID, Result<OfferListing, any Error>).self) { group in
            for provider in asked {
                group.addTask {
                    do { return (provider.id, .success(try await provider.offers(matching: query))) } catch {
                        return (provider.id, .failure(error))
                    }
                }
            }
            var answers: [ProviderID: Result<OfferListing, any Error>] = [:]
            for await (id, answer) in group { answers[id] = answer }
            return answers
        }
        try Task.checkCancellation()
        var offers: [Offer] = []
        var sources: [InventorySnapshot.Source] = []
        for provider in asked {
            let (part, source) = try await contribution(
                of: provider.id, answer: answers[provider.id], query: query, allowingOld: allowingOld)
            offers += part
            sources.append(source)
        }
        if let problem = sources.compactMap(\.problem).first, sources.allSatisfy({ $0.problem != nil && $0.fetchedAt == nil }) {
            throw problem
        }
        return InventorySnapshot(offers: offers, sources: sources)
    }

    private func contribution(
        of id: ProviderID, answer: Result<OfferListing, any Error>?, query: OfferQuery, allowingOld: Bool
    ) async throws -> ([Offer], InventorySnapshot.Source) {
        let key = "disk=\(query.diskGB);gpus=\(query.gpuNames.sorted().joined(separator: ","))"
        switch answer {
        case .success(let listing):
            try await store.cacheOffers(listing.offers, provider: id, key: key, at: time.now)
            return (
                listing.offers,
                .init(provider: id, offerCount: listing.offers.count, skipped: listing.skipped, fetchedAt: time.now, problem: nil)
            )
        case .failure(let error):
            let problem = Problem(wrapping: error, doing: "searching \(id)")
            if allowingOld, let old = try await store.cachedOffers(id, key: key) {
                return (
                    old.offers,
                    .init(provider: id, offerCount: old.offers.count, skipped: [], fetchedAt: old.fetchedAt, problem: problem)
                )
            }
            return ([], .init(provider: id, offerCount: 0, skipped: [], fetchedAt: nil, problem: problem))
        case nil:
            throw CancellationError()
        }
    }
}
