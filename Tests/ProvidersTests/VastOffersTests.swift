import Domain
import Foundation
import Providers
import TestSupport
import Testing

struct VastOffersTests {
    private func listing(_ items: String...) async throws -> OfferListing {
        let text = #"{"offers": [\#(items.joined(separator: ", "))]}"#
        let bed = try VastBed(answers: [.json(text)])
        defer { withExtendedLifetime(bed) {} }
        return try await bed.provider.offers(matching: OfferQuery(diskGB: 40))
    }

    @Test func `every fact of an offer finds its place`() async throws {
        let bed = try VastBed(answers: [.json(VastFixtures.offers(VastFixtures.offer))])
        let listing = try await bed.provider.offers(matching: OfferQuery(diskGB: 40))
        let expected = Offer(
            id: OfferID(rawValue: "vastai-30434039"), provider: .vastai, machineID: "vastai-machine-21345",
            gpuName: "RTX 4090", gpuCount: 1, gpuMemoryMiB: 24564, measuredBandwidthGBps: 912.4,
            pricePerHour: USD(micros: 341_759), diskGB: 40, diskPricePerGBMonth: USD(micros: 150_000),
            downloadPricePerGB: USD(micros: 2600),
            uploadPricePerGB: USD(micros: 5200), downloadMbps: 812.3, location: "Texas, US", reliability: 0.9971,
            cudaVersion: 12.8, driverVersion: "570.124.06", secondsLeft: 864_000.5, verified: true,
            interruptible: false,
            host: HostFacts(
                computeCapability: 890, cpuArchitecture: "amd64", cpuCores: 16, diskSpaceGB: 412.7, hasStaticIP: true, uploadMbps: 640.1),
            fetchedAt: bed.time.now)
        #expect(listing.offers == [expected])
        #expect(listing.skipped.isEmpty)
    }

    @Test func `broken items are named and the others stay`() async throws {
        let listing = try await listing(
            VastFixtures.offer,
            VastFixtures.offer(#""id": 30434039,"#, is: ""),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 2"#).replacing(#""dph_total": 0.3417593"#, with: #""dph_total": null"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 3"#).replacing(#""dph_total": 0.3417593"#, with: #""dph_total": -0.5"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 4"#).replacing(#""dph_total": 0.3417593"#, with: #""dph_total": 0"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 5"#).replacing(#""gpu_name": "RTX 4090""#, with: #""gpu_name": null"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 6"#).replacing(#""num_gpus": 1"#, with: #""num_gpus": 0"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 7"#).replacing(#""rented": false"#, with: #""rented": true"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 8"#).replacing(#""disk_space": 412.7"#, with: #""disk_space": 12.0"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 9"#).replacing(#""dph_total": 0.3417593"#, with: #""dph_total": "NaN""#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 10"#).replacing("0.9971", with: "0.6"),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 11"#).replacing(#""verified": true"#, with: #""verified": false"#),
            "null", #""soon""#, "17", "[]", "{}",
            VastFixtures.offer)
        #expect(listing.offers.map(\.id.rawValue) == ["vastai-30434039"])
        #expect(
            listing.skipped == [
                "item 2: no id", "vastai-2: no price", "vastai-3: price of -0.5 is not above 0",
                "vastai-4: price of 0.0 is not above 0", "vastai-5: no GPU name", "vastai-6: no GPU count",
                "vastai-7: already rented", "vastai-8: has 12 GB of disk, 40 GB are needed", "vastai-9: no price",
                "vastai-10: reliability 0.6 is below 0.95", "vastai-11: host is not verified",
                "item 13: not an offer", "item 14: not an offer", "item 15: not an offer", "item 16: not an offer",
                "item 17: no id", "vastai-30434039: listed twice",
            ])
    }

    @Test func `numbers written as text count`() async throws {
        let listing = try await listing(
            #"{"id": "77", "gpu_name": "RTX 3090", "num_gpus": "2", "dph_total": "0.25", "gpu_ram": "24576.0", "verification": "verified"}"#
        )
        let offer = try #require(listing.offers.first)
        #expect(offer.id == OfferID(rawValue: "vastai-77"))
        #expect(offer.gpuCount == 2)
        #expect(offer.gpuMemoryMiB == 24576)
        #expect(offer.pricePerHour == USD(micros: 250_000))
        #expect(offer.verified)
    }

    @Test func `a NaN among the figures costs one fact and not the list`() async throws {
        let listing = try await listing(
            VastFixtures.offer(#""gpu_mem_bw": 912.4"#, is: #""gpu_mem_bw": NaN"#),
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 2"#).replacing("0.3417593", with: "Infinity"))
        #expect(listing.offers.map(\.measuredBandwidthGBps) == [nil])
        #expect(listing.skipped == ["vastai-2: no price"])
    }

    @Test(arguments: [
        (#"", CN""#, "CN"), (#""""#, ""), ("null", ""), (#""Texas, Texas, US""#, "Texas, US"),
        (#"" Québec ,  CA ""#, "Québec, CA"), (#""\u001b[31mOslo\u0007\nNO""#, "[31mOslo  NO"),
    ])
    func `a place is tidied`(written: String, read: String) async throws {
        let listing = try await listing(VastFixtures.offer(#""Texas, US""#, is: written))
        #expect(listing.offers.map(\.location) == [read])
    }

    @Test func `only a bid is interruptible, a least bid is not`() async throws {
        let listing = try await listing(
            VastFixtures.offer,
            VastFixtures.offer(#""id": 30434039"#, is: #""id": 2"#).replacing(#""is_bid": false"#, with: #""is_bid": true"#))
        #expect(listing.offers.map(\.interruptible) == [false, true])
    }

    @Test func `figures out of their range are unknown`() async throws {
        let listing = try await listing(
            VastFixtures.offer(#""reliability2": 0.9971"#, is: #""reliability2": 17"#)
                .replacing(#""gpu_ram": 24564"#, with: #""gpu_ram": -1"#)
                .replacing(#""inet_down_cost": 0.0026"#, with: #""inet_down_cost": -3"#)
                .replacing(#""duration": 864000.5"#, with: #""duration": -5"#)
                .replacing(#""cuda_max_good": 12.8"#, with: #""cuda_max_good": 0"#))
        let offer = try #require(listing.offers.first)
        #expect(offer.reliability == nil)
        #expect(offer.gpuMemoryMiB == nil)
        #expect(offer.downloadPricePerGB == .zero)
        #expect(offer.secondsLeft == 0)
        #expect(offer.cudaVersion == nil)
    }

    @Test(arguments: [
        ScriptedAnswer.html(), .answer(200), .json("[1, 2"), .json("{}"), .json(#"{"offers": null}"#),
        .json(#"{"offers": {}}"#), .json("null"),
    ])
    func `an answer that is no list of offers is a bad response`(answer: ScriptedAnswer) async throws {
        let bed = try VastBed(answers: [answer])
        let problem = try await VastBed.problem {
            _ = try await bed.provider.offers(matching: OfferQuery(diskGB: 40))
        }
        #expect(problem?.code == .badResponse)
        #expect(problem?.message.contains("'search offers'") == true)
        #expect(problem?.hint != nil)
    }

    @Test func `ten thousand offers are read whole`() async throws {
        let items = (1...10_000).map {
            VastFixtures.offer(#""id": 30434039"#, is: #""id": \#($0)"#).replacing("\n", with: "")
        }
        let text = #"{"offers": [\#(items.joined(separator: ","))]}"#
        let bed = try VastBed(answers: [.json(text)])
        let listing = try await bed.provider.offers(matching: OfferQuery(diskGB: 40))
        #expect(listing.offers.count == 10_000)
    }
}
