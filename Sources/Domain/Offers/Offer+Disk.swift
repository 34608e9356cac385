extension Offer {
    /// Hours that providers count a month of disk as.
    private static let hoursOfMonth = 720.0

    /// Dollars for a GB and month where an offer does not say what more disk costs; few hosts ask more.
    private static let usualDiskPrice = USD(micros: 300_000)

    /// The same offer with another disk, at the most that it can cost then; a smaller disk is not reckoned cheaper.
    public func priced(withDiskGB wanted: Int) -> Offer {
        var offer = self
        offer.diskGB = wanted
        guard wanted > diskGB else { return offer }
        let month = Double((diskPricePerGBMonth ?? Self.usualDiskPrice).micros) * Double(wanted - diskGB)
        // What is rounded up twice on its way here may be a micro-dollar more at the provider's.
        offer.pricePerHour += USD(micros: Int64(Int(saturating: (month / Self.hoursOfMonth).rounded(.up)) + 2))
        return offer
    }
}
