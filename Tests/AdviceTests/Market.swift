import Advice
import Domain
import Foundation
import TestSupport

/// Offers for tests.
enum Market {
    static let now = Date(timeIntervalSince1970: 1_795_000_000)

    static func offer(
        _ id: String, _ gpu: String = "RTX 3090", price: Double = 0.2, mib: Int? = 24576, count: Int = 1,
        machine: String? = nil, bandwidth: Double? = nil, link: Double? = 500, secondsLeft: Double? = nil,
        interruptible: Bool = false, provider: ProviderID = .vastai
    ) -> Offer {
        Offer(
            id: OfferID(provider: provider, local: id), provider: provider, machineID: machine, gpuName: gpu, gpuCount: count,
            gpuMemoryMiB: mib, measuredBandwidthGBps: bandwidth, pricePerHour: USD(dollars: price) ?? .zero, diskGB: 40,
            downloadMbps: link, location: "Norway, NO", reliability: 0.99, secondsLeft: secondsLeft, verified: true,
            interruptible: interruptible, fetchedAt: now)
    }

    /// A market of any size from a seed, dirty offers among it.
    static func random(_ count: Int, seed: UInt64) -> [Offer] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            let gpu = GPUCatalogue.all[Int.random(in: 0..<GPUCatalogue.all.count, using: &generator)]
            var offer = offer(
                "\(number)", gpu.name, price: (Double.random(in: 0.02...4, using: &generator) * 100).rounded() / 100,
                mib: gpu.memoryMiB, count: [1, 1, 1, 2, 4].randomElement(using: &generator) ?? 1, machine: "m\(number / 2)",
                bandwidth: Bool.random(using: &generator)
                    ? gpu.bandwidthGBps * Double.random(in: 0.6...1, using: &generator) : nil,
                link: Double.random(in: 20...2000, using: &generator),
                provider: Bool.random(using: &generator) ? .vastai : ProviderID(rawValue: "tensordock"))
            switch Int.random(in: 0..<20, using: &generator) {
            case 0: offer.pricePerHour = .zero
            case 1: offer.pricePerHour = USD(micros: -5_000)
            case 2: offer.gpuName = "Mystery 9000"
            case 3: offer.gpuMemoryMiB = 0
            case 4: offer.interruptible = true
            case 5: offer.secondsLeft = 600
            default: break
            }
            return offer
        }
    }
}
