import Domain
import Foundation
import HTTP
import Providers
import TestSupport
import Testing

struct VastPatienceTests {
    private let query = OfferQuery(diskGB: 40)

    @Test func `a search waits as long as the service asks`() async throws {
        let bed = try VastBed(answers: [
            .tooManyRequests(retryAfter: "7"), .json(VastFixtures.tooManyRequests, status: 429, headers: [("Retry-After", "11")]),
            .json(VastFixtures.offers(VastFixtures.offer)),
        ])
        let listing = try await bed.provider.offers(matching: query)
        #expect(listing.offers.count == 1)
        #expect(bed.time.sleeps == [.seconds(7), .seconds(11)])
    }

    @Test func `a storm that does not end is reported with the way out`() async throws {
        let bed = try VastBed(answers: [.json(VastFixtures.tooManyRequests, status: 429, headers: [("Retry-After", "2")])])
        let problem = try await VastBed.problem { _ = try await bed.provider.offers(matching: query) }
        #expect(problem?.code == .rateLimited)
        #expect(problem?.message.contains("too many requests by the client") == true)
        #expect(bed.server.requests.count == 4)
    }

    @Test func `the daily quota is not asked twice`() async throws {
        let quota = #"{"success": false, "error": "search_quota_exceeded", "msg": "Daily search quota exceeded"}"#
        let bed = try VastBed(answers: [.json(quota, status: 429, headers: [("Retry-After", "1")])])
        let problem = try await VastBed.problem { _ = try await bed.provider.offers(matching: query) }
        #expect(problem?.code == .rateLimited)
        #expect(problem?.message.contains("daily quota") == true)
        #expect(problem?.hint?.contains("midnight UTC") == true)
        #expect(bed.server.requests.count == 1)
        #expect(bed.time.sleeps.isEmpty)
    }

    @Test func `other safe calls obey Retry-After too`() async throws {
        let bed = try VastBed(answers: [.tooManyRequests(retryAfter: "9"), .json(#"{"credit": 4.5}"#)])
        #expect(try await bed.provider.account().balance == USD(micros: 4_500_000))
        #expect(bed.time.sleeps == [.seconds(9)])
    }

    @Test(arguments: [502, 503, 504]) func `a gateway that hiccups is asked again`(status: Int) async throws {
        let bed = try VastBed(answers: [.html(status: status), .hangUp, .json(VastFixtures.offers(VastFixtures.offer))])
        #expect(try await bed.provider.offers(matching: query).offers.count == 1)
    }

    @Test func `ordinary calls come one per second after a burst of two`() async throws {
        let bed = try VastBed(options: VastOptions(), answers: [.json(#"{"credit": 4.5}"#)])
        for _ in 1...5 { _ = try await bed.provider.account() }
        #expect(bed.time.sleeps == [.seconds(1), .seconds(1), .seconds(1)])
    }

    @Test func `a service that keeps failing is left alone, except to end a machine`() async throws {
        let bed = try VastBed { request in
            switch (request.method, request.path) {
            case ("DELETE", _): .json(#"{"success": true}"#)
            case (_, "/api/v0/instances/5/"): .json(#"{"instances": null}"#)
            default: .json(#"{"error": "boom"}"#, status: 500)
            }
        }
        for _ in 1...5 { _ = try await VastBed.problem { _ = try await bed.provider.account() } }
        let id = InstanceID(provider: .vastai, local: "5")
        let before = bed.server.requests.count
        let blocked = try await VastBed.problem { _ = try await bed.provider.instance(id) }
        #expect(blocked?.code == .unavailable)
        #expect(bed.server.requests.count == before)

        try await bed.provider.requestEnd(of: id)
        #expect(try await bed.provider.instance(id) == nil)
    }

    @Test func `nobody at the address is unavailable`() async throws {
        let provider = try VastBed.unreachable()
        let problem = try await VastBed.problem { _ = try await provider.account() }
        #expect(problem?.code == .unavailable)
        #expect(problem?.hint?.contains("VASTAI_BASE_URL") == true)
    }
}
