import Domain
import Foundation
import Testing

@Suite struct OfferDiskTests {
    private func offer(_ disk: Int, month: Int64?) -> Offer {
        Offer(
            id: OfferID(rawValue: "vastai-1"), provider: .vastai, gpuName: "RTX 4090", pricePerHour: USD(micros: 300_000), diskGB: disk,
            diskPricePerGBMonth: month.map { USD(micros: $0) }, fetchedAt: Date(timeIntervalSince1970: 0))
    }

    @Test func `more disk costs what a month of it costs, a 720th an hour`() {
        // 100 GB at $0.15 a month are $15 a month, $0.020834 an hour, and two micro-dollars for roundings elsewhere.
        let more = offer(32, month: 150_000).priced(withDiskGB: 132)
        #expect(more.diskGB == 132 && more.pricePerHour == USD(micros: 320_836))
    }

    @Test func `where nobody says what more costs, it is reckoned dear`() {
        #expect(offer(32, month: nil).priced(withDiskGB: 104).pricePerHour == USD(micros: 330_002))
    }

    @Test func `less disk is not reckoned cheaper, and the same is the same`() {
        let less = offer(32, month: 150_000).priced(withDiskGB: 20)
        #expect(less.diskGB == 20 && less.pricePerHour == USD(micros: 300_000))
        #expect(offer(32, month: 150_000).priced(withDiskGB: 32) == offer(32, month: 150_000))
    }
}
