public import Domain
import Foundation
import HTTP
import Logging
import Synchronization

/// What is for rent, as a server shows it: read again before it is old, by the server's own task, so that hardly a request waits
/// for a marketplace.
///
/// Searches are counted by providers, so nothing is read that nobody asked for, except once at the start.
public final class MarketWatch: Sendable {
    private struct Listing {
        let snapshot: InventorySnapshot
        let at: Date
        var isWanted = false
    }

    private struct State {
        var listings: [OfferQuery: Listing] = [:]
        /// Whether the first listing was read, or could not be.
        var hasBegun = false
    }

    /// Questions that are remembered; what nobody asks any more goes first.
    private static let mostListings = 8

    private let inventory: Inventory
    private let time: any TimeSource
    private let age: TimeInterval
    private let state = Mutex(State())
    private let bell = Bell()
    private let reading = Turnstile()

    /// - Parameter ttl: how long a listing is good for; after three quarters of it the next question has it read again.
    public init(_ inventory: Inventory, time: any TimeSource, ttl: Duration) {
        self.inventory = inventory
        self.time = time
        age = ttl.inSeconds
    }

    /// How the last look at the market went, in one word: `starting`, `ok`, `degraded` when a provider's rows are missing or old,
    /// `unavailable` when all of them are.
    public var standing: String {
        state.withLock { state in
            guard let listing = state.listings[OfferQuery()], listing.at != .distantPast else {
                return state.hasBegun ? "unavailable" : "starting"
            }
            let failed = listing.snapshot.sources.count { $0.problem != nil }
            return failed == 0 ? "ok" : failed < listing.snapshot.sources.count ? "degraded" : "unavailable"
        }
    }

    /// What is for rent by the last listing; waits for a new one (network) only where there is none, or it is too old.
    public func snapshot(matching query: OfferQuery = OfferQuery()) async throws -> InventorySnapshot {
        if let kept = current(query) { return kept }
        // Those who come meanwhile wait for the one answer.
        return try await reading.passing {
            if let kept = current(query) { return kept }
            return try await read(query)
        }
    }

    /// An offer as it was last seen, at the most that it costs with that disk; asks no provider.
    ///
    /// Right after the start it waits for the first listing. Throws `.notFound` when no listing of the last day shows the offer.
    public func offer(_ id: OfferID, diskGB: Int) async throws -> Offer {
        refreshWhenOld()
        if let offer = try await inventory.known(id, diskGB: diskGB) { return offer }
        try await begun()
        guard let offer = try await inventory.known(id, diskGB: diskGB) else {
            throw Problem(.notFound, "offer not found: \(id)", hint: "Offers last minutes; look at the inventory again.")
        }
        return offer
    }

    /// Everything that was last seen for rent, at the most that it costs with that disk; asks no provider.
    ///
    /// Right after the start it waits for the first listing.
    public func known(of providers: [ProviderID] = [], diskGB: Int) async throws -> InventorySnapshot {
        refreshWhenOld()
        let known = try await inventory.known(of: providers, diskGB: diskGB)
        guard known.offers.isEmpty else { return known }
        try await begun()
        return try await inventory.known(of: providers, diskGB: diskGB)
    }

    /// Reads what is wanted until the task is cancelled.
    func run(logger: Logger) async {
        want(OfferQuery())
        while !Task.isCancelled {
            for query in wanted() {
                do {
                    _ = try await reading.passing { try await read(query) }
                } catch is CancellationError {
                    return
                } catch {
                    logger.warning("the market could not be read: \(Problem(wrapping: error, doing: "reading it").message)")
                }
            }
            state.withLock { $0.hasBegun = true }
            await bell.wait(atMost: .seconds(3600), time: time)
        }
    }

    private func begun() async throws {
        let limit = time.now.addingTimeInterval(30)
        while !state.withLock(\.hasBegun), time.now < limit { try await time.sleep(for: .milliseconds(50)) }
    }

    /// The listing while it is good; one that gets old is read again beside the caller.
    private func current(_ query: OfferQuery) -> InventorySnapshot? {
        let now = time.now
        let (listing, isOld) = state.withLock { state -> (InventorySnapshot?, Bool) in
            guard let listing = state.listings[query] else { return (nil, false) }
            let elapsed = abs(now.timeIntervalSince(listing.at))
            guard elapsed <= age else { return (nil, false) }
            return (listing.snapshot, elapsed > age * 0.75)
        }
        if isOld { want(query) }
        return listing
    }

    /// Has the usual listing read again when the last one is old.
    private func refreshWhenOld() {
        let now = time.now
        let at = state.withLock { $0.listings[OfferQuery()]?.at }
        if at.map({ abs(now.timeIntervalSince($0)) > age }) ?? true { want(OfferQuery()) }
    }

    private func want(_ query: OfferQuery) {
        let isNews = state.withLock { state in
            if state.listings[query] == nil { state.listings[query] = Listing(snapshot: .none, at: .distantPast) }
            defer { state.listings[query]?.isWanted = true }
            return state.listings[query]?.isWanted == false
        }
        if isNews { bell.ring() }
    }

    private func wanted() -> [OfferQuery] {
        state.withLock { state in
            let wanted = state.listings.filter(\.value.isWanted).map(\.key)
            for query in wanted { state.listings[query]?.isWanted = false }
            return wanted
        }
    }

    private func read(_ query: OfferQuery) async throws -> InventorySnapshot {
        let snapshot = try await inventory.snapshot(matching: query, allowingOld: true)
        let now = time.now
        state.withLock { state in
            state.listings[query] = Listing(snapshot: snapshot, at: now)
            while state.listings.count > Self.mostListings,
                let oldest = state.listings.filter({ $0.key != OfferQuery() }).min(by: { $0.value.at < $1.value.at })?.key
            {
                state.listings[oldest] = nil
            }
        }
        return snapshot
    }
}
