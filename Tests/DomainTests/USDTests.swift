import Domain
import Foundation
import Testing

@Suite struct USDTests {
    @Test(arguments: [
        (0.0, Int64(0)), (0.1, 100_000), (0.082, 82_000), (1.234_567_4, 1_234_567), (1.234_567_6, 1_234_568),
        (0.000_000_5, 1), (0.000_000_4, 0), (-0.25, -250_000), (1_000_000_000, 1_000_000_000_000_000),
    ])
    func `decimal dollars become the nearest micro-dollar`(dollars: Double, micros: Int64) {
        #expect(USD(dollars: dollars) == USD(micros: micros))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e300, 1_000_000_001, -2e9])
    func `what is no amount of money is refused`(dollars: Double) {
        #expect(USD(dollars: dollars) == nil)
    }

    @Test(arguments: [
        (Int64(360_000), 3600.0, Int64(360_000)), (360_000, 1, 100), (82_000, 1, 23), (82_000, 0.001, 1),
        (82_000, 0, 0), (82_000, -5, 0), (0, 1000, 0),
    ])
    func `a charge is rounded up to the next micro-dollar`(price: Int64, seconds: Double, charge: Int64) {
        #expect(USD(micros: price).perHour(forSeconds: seconds) == USD(micros: charge))
    }

    @Test func `an absurd span costs the most there is instead of trapping`() {
        #expect(USD(micros: .max).perHour(forSeconds: 1e12) == USD(micros: .max))
        #expect(USD(micros: 1).perHour(forSeconds: .infinity) == USD(micros: .max))
    }

    @Test func `a charge cut into parts is never less than the whole`() {
        let price = USD(micros: 377_123)
        let whole = price.perHour(forSeconds: 1000)
        let parts = (0..<1000).reduce(USD.zero) { sum, _ in sum + price.perHour(forSeconds: 1) }
        #expect(parts >= whole)
    }

    @Test func `sums are exact`() {
        var sum = USD.zero
        for _ in 0..<10 { sum += USD(micros: 100_000) }
        #expect(sum == USD(dollars: 1))
        #expect(sum - USD(micros: 1) < sum)
    }

    @Test func `JSON carries decimal dollars`() throws {
        let text = String(decoding: try JSONEncoder().encode([USD(micros: 82_000)]), as: UTF8.self)
        #expect(text == "[0.082]")
        #expect(
            try JSONDecoder().decode([USD].self, from: Data("[0.082, 3]".utf8)) == [
                USD(micros: 82_000), USD(micros: 3_000_000),
            ])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([USD].self, from: Data("[1e12]".utf8)) }
    }

    @Test func `every micro-dollar survives JSON`() throws {
        let amounts = (0..<2000).map { USD(micros: Int64($0) * 7_919_317 + 1) }
        #expect(try JSONDecoder().decode([USD].self, from: JSONEncoder().encode(amounts)) == amounts)
    }
}
