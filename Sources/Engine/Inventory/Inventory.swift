public import Domain
import Foundation
import Providers
public import Storage

/// Asks every provider side by side; one that fails costs its own rows only.
///
/// The last good answer is kept in the database: when a provider cannot be asked, a command that only looks shows
/// the old rows with their age, for a day. Renting never uses them, and a provider that did answer, if only that it
/// refuses the key, has no old rows to stand in for it.
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

    /// Prices of yesterday are no prices.
    static let oldestShown: TimeInterval = 24 * 3600

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
                of: provider, answer: answers[provider.id], query: query, allowingOld: allowingOld)
            offers += part
            sources.append(source)
        }
        if let problem = sources.compactMap(\.problem).first, sources.allSatisfy({ $0.problem != nil && $0.fetchedAt == nil }) {
            throw problem
        }
        return InventorySnapshot(offers: offers, sources: sources)
    }

    private func contribution(
        of provider: any Provider, answer: Result<OfferListing, any Error>?, query: OfferQuery, allowingOld: Bool
    ) async throws -> ([Offer], InventorySnapshot.Source) {
        let id = provider.id
        // Another address is another market: the sandbox's offers are not the real ones.
        let key = Store.searchKey(at: provider.address, query)
        switch answer {
        case .success(let listing):
            let now = time.now
            await keep(listing.offers, of: id, key: key, at: now)
            return (
                listing.offers,
                .init(
                    provider: id, offerCount: listing.offers.count, skipped: listing.skipped, fetchedAt: now, isOld: false,
                    problem: nil)
            )
        case .failure(let error):
            let problem = Problem(wrapping: error, doing: "searching \(id)")
            if allowingOld, Self.isPassing(problem), let old = try await store.cachedOffers(id, key: key), isRecent(old.fetchedAt) {
                return (
                    old.offers,
                    .init(provider: id, offerCount: old.offers.count, skipped: [], fetchedAt: old.fetchedAt, isOld: true, problem: problem)
                )
            }
            return ([], .init(provider: id, offerCount: 0, skipped: [], fetchedAt: nil, isOld: false, problem: problem))
        case nil:
            throw CancellationError()
        }
    }

    /// An offer as it was last seen, by whichever process asked, at the most that it costs with that disk; asks nobody.
    ///
    /// `nil` when no answer of the last day shows it.
    public func known(_ id: OfferID, diskGB: Int) async throws -> Offer? {
        for provider in providers.all where id.local(in: provider.id) != nil {
            guard let offer = try await store.cachedOffer(id, at: provider.address, of: provider.id), isRecent(offer.fetchedAt) else {
                continue
            }
            return offer.priced(withDiskGB: diskGB)
        }
        return nil
    }

    /// Everything that was last seen for rent, at the most that it costs with that disk; asks nobody.
    public func known(of ids: [ProviderID] = [], diskGB: Int) async throws -> InventorySnapshot {
        var offers: [Offer] = []
        var sources: [InventorySnapshot.Source] = []
        for provider in try providers.selected(ids) {
            let listing = try await store.cachedMarket(provider.id, at: provider.address).flatMap { isRecent($0.fetchedAt) ? $0 : nil }
            offers += (listing?.offers ?? []).map { $0.priced(withDiskGB: diskGB) }
            sources.append(
                .init(
                    provider: provider.id, offerCount: listing?.offers.count ?? 0, skipped: [], fetchedAt: listing?.fetchedAt, isOld: true,
                    problem: nil))
        }
        return InventorySnapshot(offers: offers, sources: sources)
    }

    /// A clock that jumped back makes a time of reading that says nothing either.
    private func isRecent(_ date: Date) -> Bool { abs(time.now.timeIntervalSince(date)) <= Self.oldestShown }

    /// Keeps an answer for the moment the provider cannot be asked.
    private func keep(_ offers: [Offer], of id: ProviderID, key: String, at date: Date) async {
        do {
            try await store.cacheOffers(offers, provider: id, key: key, at: date)
        } catch {
            // A full disk or a locked file: the live answer is there all the same, and the one kept before still serves.
        }
    }

    /// Whether the same question may be answered in a while without anybody changing anything.
    private static func isPassing(_ problem: Problem) -> Bool {
        [.unavailable, .timedOut, .rateLimited, .badResponse].contains(problem.code)
    }
}
