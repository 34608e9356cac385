import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastSearchTests {
    private func asked(_ query: OfferQuery, options: VastOptions = VastBed.unhurried) async throws -> ReceivedRequest {
        let bed = try VastBed(options: options, answers: [.json(VastFixtures.offers())])
        _ = try await bed.provider.offers(matching: query)
        return try #require(bed.server.requests.first)
    }

    @Test func `a search asks for what can be rented on demand, with the disk in the price`() async throws {
        let request = try await asked(OfferQuery(diskGB: 40))
        #expect(request.method == "POST")
        #expect(request.target == "/api/v0/bundles/")
        #expect(request.header("Authorization") == "Bearer \(VastBed.key.exposed)")
        #expect(request.header("Content-Type") == "application/json")
        let expected: NSDictionary = [
            "rentable": ["eq": true], "rented": ["eq": false], "external": ["eq": false], "verified": ["eq": true],
            "type": "on-demand", "order": [["dph_total", "asc"]], "reliability2": ["gte": 0.95],
            "disk_space": ["gte": 40], "allocated_storage": 40, "limit": 10_000,
        ]
        #expect(try VastBed.object(request) == expected)
    }

    @Test func `one GPU is asked for by name, several as a set`() async throws {
        let one = try VastBed.object(try await asked(OfferQuery(diskGB: 40, gpuNames: ["RTX_4090"])))
        #expect(one["gpu_name"] as? NSDictionary == ["eq": "RTX 4090"])
        let two = try VastBed.object(try await asked(OfferQuery(diskGB: 40, gpuNames: ["RTX 4090", "H100 SXM"])))
        #expect(two["gpu_name"] as? NSDictionary == ["in": ["RTX 4090", "H100 SXM"]])
    }

    @Test func `price, limit and settings go into the question`() async throws {
        var options = VastBed.unhurried
        options.verifiedOnly = false
        options.minimumReliability = 0.5
        let query = OfferQuery(diskGB: 80, maxPricePerHour: USD(micros: 500_000), limit: 7)
        let body = try VastBed.object(try await asked(query, options: options))
        #expect(body["dph_total"] as? NSDictionary == ["lte": 0.5])
        #expect(body["limit"] as? Int == 7)
        #expect(body["verified"] == nil)
        #expect(body["reliability2"] as? NSDictionary == ["gte": 0.5])
    }

    @Test func `a base URL may carry a path of its own`() async throws {
        let server = try LoopbackServer { _ in .json(VastFixtures.offers()) }
        let bed = try VastBed(at: server, path: "/vastai")
        _ = try await bed.provider.offers(matching: OfferQuery(diskGB: 40))
        #expect(server.requests.map(\.target) == ["/vastai/api/v0/bundles/"])
    }
}
