import Domain

/// What the bills of all offers share.
final class BillTerms: Sendable {
    private let modelGB: Double
    private let job: Job
    private let assumptions: RentalAssumptions

    init(modelBytes: Double, job: Job, assumptions: RentalAssumptions) {
        modelGB = modelBytes / ByteUnits.bytesPerGB
        self.job = job
        self.assumptions = assumptions
    }

    /// Adds up the bill of one offer.
    ///
    /// Expected cost = working try + (1/P - 1) x machine that never comes up + (1/(1-b) - 1) x bad host found out.
    func bill(
        price: USD, trafficPrice: USD, downloadMbps: Double?, tokensPerSecond: Double, provisioningChance: Double
    ) -> WholeBill {
        let hourly = price.dollars
        let stated = downloadMbps.flatMap { $0.isFinite && $0 >= 1 ? $0 : nil }
        let link = stated ?? assumptions.downloadMbps
        let boot = assumptions.bootMinutes
        let pull = modelGB * 8000 / link / 60
        let load = modelGB / assumptions.loadGBps / 60
        let work = job.hours(tokensPerSecond: tokensPerSecond)
        let traffic = modelGB * max(0, trafficPrice.dollars)
        let badHost = hourly * (boot + pull + load + assumptions.badHostMinutes) / 60 + traffic
        let healthy = 1 - min(0.98, max(0, assumptions.badHostChance))
        let neverUp = hourly * assumptions.failedBootMinutes / 60
        return WholeBill(
            bootMinutes: boot, pullMinutes: pull, loadMinutes: load, workHours: work,
            tokens: tokensPerSecond * work * 3600, downloadMbps: link, isLinkAssumed: stated == nil,
            rentDollars: hourly * ((boot + pull + load) / 60 + work), trafficDollars: traffic,
            riskDollars: (1 / provisioningChance - 1) * neverUp + (1 / healthy - 1) * badHost)
    }
}
