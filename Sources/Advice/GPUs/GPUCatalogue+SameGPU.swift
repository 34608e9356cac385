extension GPUCatalogue {
    /// Decides after boot whether a machine has the card that its offer named.
    ///
    /// More memory than sold is accepted on a card of the same bandwidth (aftermarket boards); less never is.
    public static func isSameGPU(
        advertised: (name: String, memoryMiB: Int?), reported: (name: String, memoryMiB: Int?)
    ) -> GPUVerdict {
        let sold = match(name: advertised.name, memoryMiB: advertised.memoryMiB)
        let found = match(name: reported.name, memoryMiB: reported.memoryMiB)
        let soldKey = GPUNameKey(advertised.name)
        let soldCards = candidates(soldKey.key)
        let foundCards = candidates(GPUNameKey(reported.name).key)
        if soldCards.isEmpty || foundCards.isEmpty {
            let same = soldKey.key == GPUNameKey(reported.name).key && !soldKey.key.isEmpty
            guard same else { return GPUVerdict(isSame: false, sentence: "sold as \(advertised.name), has \(reported.name)") }
            return memoryVerdict(advertised, reported)
        }
        let shared = Set(soldCards.map(\.index)).intersection(foundCards.map(\.index))
        guard !shared.isEmpty else {
            let has = found.gpu?.id ?? reported.name
            return GPUVerdict(isSame: false, sentence: "sold as \(advertised.name), has \(has)")
        }
        if let has = found.gpu, case .exact(let soldCard) = sold, has.memoryGB > soldCard.memoryGB,
            has.bandwidthGBps == soldCard.bandwidthGBps
        {
            return GPUVerdict(isSame: true, sentence: "\(has.name) with \(has.memoryGB) GB, more than the \(soldCard.memoryGB) GB sold")
        }
        return memoryVerdict(advertised, reported)
    }

    private static func memoryVerdict(
        _ advertised: (name: String, memoryMiB: Int?), _ reported: (name: String, memoryMiB: Int?)
    ) -> GPUVerdict {
        func stated(_ side: (name: String, memoryMiB: Int?)) -> Int? {
            if let mib = side.memoryMiB, mib > 0 { return mib }
            return GPUNameKey(side.name).memoryGB.map { $0 * 1024 }
        }
        guard let sold = stated(advertised), let has = stated(reported) else {
            return GPUVerdict(isSame: true, sentence: "\(reported.name), as sold; no memory figure to compare")
        }
        if abs(Double(has) / Double(sold) - 1) <= memoryTolerance {
            return GPUVerdict(isSame: true, sentence: "\(reported.name) with \(has) MiB, as sold")
        }
        let cards = candidates(GPUNameKey(reported.name).key)
        if cards.contains(where: { self.has($0, memoryMiB: sold) && self.has($0, memoryMiB: has) }) {
            return GPUVerdict(isSame: true, sentence: "\(reported.name) with \(has) MiB, as sold")
        }
        return GPUVerdict(isSame: false, sentence: "sold with \(sold) MiB per GPU, \(reported.name) has \(has) MiB")
    }
}
