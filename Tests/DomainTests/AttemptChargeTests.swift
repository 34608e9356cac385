import Domain
import Foundation
import TestSupport
import Testing

@Suite struct AttemptChargeTests {
    private static let start = Date(timeIntervalSince1970: 1_795_410_000)

    private func attempt(micros: Int64 = 377_001) throws -> Attempt {
        var offer = Offer(
            id: OfferID(provider: .vastai, local: "1"), provider: .vastai, gpuName: "RTX 4090", pricePerHour: USD(micros: micros),
            fetchedAt: Self.start)
        offer.downloadPricePerGB = USD(micros: 5_000)
        let session = try #require(SessionID(rawValue: "0123456789abcdef"))
        var attempt = Attempt(session: session, ordinal: 1, offer: offer, label: "gpu-shopper-a-b", intendedAt: Self.start)
        attempt.instance = InstanceID(provider: .vastai, local: "7")
        attempt.acceptedAt = Self.start
        return attempt
    }

    @Test func `another price counts from when it held, and what was billed before stays`() throws {
        var attempt = try attempt(micros: 360_000)
        attempt.reprice(to: USD(micros: 720_000), at: Self.start + 100)
        #expect(attempt.accrued(at: Self.start + 100) == USD(micros: 10_000))
        #expect(attempt.accrued(at: Self.start + 200) == USD(micros: 30_000))
        attempt.reprice(to: USD(micros: 36_000), at: Self.start + 200)
        attempt.closedAt = Self.start + 300
        #expect(attempt.accrued(at: .distantFuture) == USD(micros: 31_000))
        #expect(attempt.accrued(at: Self.start + 50) == USD(micros: 5_000))
    }

    @Test func `the same price again is no change, and one before the billing replaces the offer's`() throws {
        var attempt = try attempt()
        attempt.reprice(to: USD(micros: 377_001), at: Self.start + 100)
        #expect(attempt.priceChanges.isEmpty)
        attempt.acceptedAt = Self.start + 500
        attempt.reprice(to: USD(micros: 500_000), at: Self.start + 400)
        #expect(attempt.priceChanges.isEmpty && attempt.pricePerHour == USD(micros: 500_000))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `however time is cut, the parts are the whole to the micro-dollar`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var attempt = try attempt()
        for number in 1...5 {
            attempt.reprice(to: USD(micros: Int64(100_000 + random.unit() * 900_000)), at: Self.start + Double(number) * 7_013.7)
        }
        attempt.trafficBytes = 12_345_678_901
        attempt.trafficAt = Self.start + 20_000
        attempt.closedAt = Self.start + 90_000.123
        var cuts = (0..<40).map { _ in Self.start + random.unit() * 100_000 }.sorted()
        cuts.append(Self.start + 200_000)
        var sum = USD.zero
        var last = Self.start
        for cut in cuts {
            let part = attempt.accrued(at: cut) - attempt.accrued(at: last)
            #expect(part >= .zero, "it never falls")
            sum += part
            last = cut
        }
        #expect(sum == attempt.accrued(at: .distantFuture) - attempt.accrued(at: Self.start))
    }

    @Test func `traffic counts from when it was known`() throws {
        var attempt = try attempt(micros: 0)
        attempt.trafficBytes = 2_000_000_001
        attempt.trafficAt = Self.start + 10
        #expect(attempt.accrued(at: Self.start + 9) == .zero)
        #expect(attempt.accrued(at: Self.start + 10) == USD(micros: 10_001), "rounded up: a budget is a ceiling")
    }

    @Test func `times that move back together leave the charge as it was`() throws {
        var attempt = try attempt()
        attempt.reprice(to: USD(micros: 900_000), at: Self.start + 3000)
        let before = attempt.accrued(at: Self.start + 5000)
        attempt.moveBack(by: 1234)
        #expect(attempt.accrued(at: Self.start + 5000 - 1234) == before)
        #expect(attempt.intendedAt == Self.start - 1234 && attempt.absentAt.isEmpty)
    }
}
