import Advice
import Domain
import Engine
import Hummingbird
import ServiceLifecycle

/// `/inventory`: what is for rent.
struct InventoryRoutes: Routes {
    let shop: Shop

    func add(to router: some RouterMethods<APIContext>) {
        router.get("inventory") { request, context in
            let query = try QueryFields(
                of: request, context,
                knowing: [
                    "provider", "gpu_type", "gpu", "location", "min_vram", "max_price", "gpu_count", "min_gpu_count", "min_gpus",
                    "min_reliability", "min_availability_confidence", "min_cuda", "disk", "template_hash_id",
                ] + Paging.names)
            let filter = try Self.filter(query)
            let provider = try query.provider("provider")
            if let provider { _ = try shop.providers.provider(provider) }
            let paging = try Paging(query, usual: 100_000, most: 100_000)
            let question = OfferQuery(diskGB: try query.whole("disk", 8...10_000) ?? OfferQuery.usualDiskGB)
            let snapshot = try await cancelWhenGracefulShutdown { try await shop.market.snapshot(matching: question) }
            var suits: (@Sendable (Offer) -> Bool)?
            if let hash = query.text("template_hash_id") { suits = try await shop.templates.requirement(of: hash) }
            let offers = snapshot.offers.filter { (provider == nil || $0.provider == provider) && (suits?($0) ?? true) }
            let listing = try await listing(offers, filter: filter)
            return JSONAnswer(
                InventoryShape(
                    paging.page(of: listing.items) { $0.offer.id.rawValue },
                    from: snapshot.sources.filter { provider == nil || $0.provider == provider }))
        }
        router.get("inventory/:id") { _, context in
            let id = OfferID(rawValue: try context.parameters.require("id"))
            let snapshot = try await cancelWhenGracefulShutdown { try await shop.market.snapshot() }
            guard let item = try await listing(snapshot.offers.filter { $0.id == id }, filter: InventoryFilter()).items.first else {
                throw Problem(
                    .notFound, "offer not found: \(id.rawValue.prefix(128))", hint: "Offers last minutes; look at the inventory again.")
            }
            return JSONAnswer(OfferShape(item))
        }
    }

    private func listing(_ offers: [Offer], filter: InventoryFilter) async throws -> InventoryListing {
        let now = shop.time.now
        return InventoryListing(offers, filter: filter, history: try await MachineHistory(from: shop.store, at: now), at: now)
    }

    private static func filter(_ query: QueryFields) throws -> InventoryFilter {
        var filter = InventoryFilter()
        filter.gpu = try query.text("gpu_type", "gpu").map { try GPUFilter($0) }
        filter.maxPrice = try query.dollars("max_price")
        filter.minMemoryGB = try query.whole("min_vram", 0...10_000) ?? 0
        filter.minGPUs =
            try query.whole("min_gpu_count", 0...1000) ?? query.whole("gpu_count", 0...1000) ?? query.whole("min_gpus", 0...1000) ?? 0
        filter.location = query.text("location")
        filter.minReliability = try query.number("min_reliability", 0...1)
        filter.minConfidence = try query.number("min_availability_confidence", 0...1)
        filter.minCUDA = try query.number("min_cuda", 0...1000)
        return filter
    }
}
