import Foundation

import Domain

extension VastOfferRow {
    /// Why an offer is left out.
    struct Unusable: Error, Equatable {
        let reason: String
    }

    /// The offer in our words, or the reason why nobody should rent it.
    func offer(pricedWith diskGB: Int, options: VastOptions, at date: Date) throws(Unusable) -> Offer {
        guard let id, id > 0 else { throw Unusable(reason: "no id") }
        guard let gpuName else { throw Unusable(reason: "no GPU name") }
        guard let gpuCount, gpuCount > 0 else { throw Unusable(reason: "no GPU count") }
        guard let price = pricePerHour.flatMap({ USD(dollars: $0) }) else { throw Unusable(reason: "no price") }
        guard price > .zero else { throw Unusable(reason: "price of \(price.dollars) is not above 0") }
        guard rentable != false, rented != true else { throw Unusable(reason: "already rented") }
        if let room = self.diskGB, room < Double(diskGB) {
            throw Unusable(reason: "has \(Int(saturating: room)) GB of disk, \(diskGB) GB are needed")
        }
        if options.verifiedOnly, !isVerified { throw Unusable(reason: "host is not verified") }
        if let reliability, reliability < options.minimumReliability {
            throw Unusable(reason: "reliability \(reliability) is below \(options.minimumReliability)")
        }
        return Offer(
            id: OfferID(provider: .vastai, local: String(id)),
            provider: .vastai,
            machineID: machineID.map { "vastai-machine-\($0)" },
            gpuName: gpuName,
            gpuCount: gpuCount,
            gpuMemoryMiB: gpuMemoryMiB.flatMap { $0 > 0 ? Int(exactly: $0.rounded()) : nil },
            measuredBandwidthGBps: memoryBandwidthGBps.positive,
            pricePerHour: price,
            diskGB: diskGB,
            diskPricePerGBMonth: storagePricePerGBMonth.flatMap { $0 >= 0 ? USD(dollars: $0) : nil },
            downloadPricePerGB: charge(downloadPricePerGB),
            uploadPricePerGB: charge(uploadPricePerGB),
            downloadMbps: downloadMbps.positive,
            location: place,
            reliability: reliability.flatMap { (0...1).contains($0) ? $0 : nil },
            cudaVersion: cudaVersion.positive,
            driverVersion: driverVersion,
            secondsLeft: secondsLeft.map { max(0, $0) },
            verified: isVerified,
            interruptible: isBid ?? false,
            host: host,
            fetchedAt: date)
    }

    private var host: HostFacts? {
        let host = HostFacts(
            computeCapability: computeCapability, cpuArchitecture: cpuArchitecture, cpuCores: cpuCores.positive,
            diskSpaceGB: diskGB.positive, hasStaticIP: hasStaticIP, uploadMbps: uploadMbps.positive)
        return host == HostFacts() ? nil : host
    }

    private var isVerified: Bool { verified ?? (verification == "verified") }

    /// `", CN"` becomes `CN`, `Texas, Texas, US` becomes `Texas, US`.
    private var place: String {
        var parts: [String] = []
        for part in (location ?? "").split(separator: ",") {
            let part = part.trimmingCharacters(in: .whitespaces)
            if !part.isEmpty, part != parts.last { parts.append(part) }
        }
        return parts.joined(separator: ", ")
    }

    private func charge(_ dollars: Double?) -> USD {
        max(.zero, dollars.flatMap { USD(dollars: $0) } ?? .zero)
    }
}

extension Double? {
    fileprivate var positive: Double? { flatMap { $0 > 0 ? $0 : nil } }
}
