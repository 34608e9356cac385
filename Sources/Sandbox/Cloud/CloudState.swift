/// Everything a sandbox's cloud remembers.
struct CloudState: Sendable {
    var offers: [MarketOffer]
    /// What machines can be launched from.
    var templates = MarketTemplate.all
    /// Offers that are rented, by the machine that took them.
    var taken: [Int: Int] = [:]
    var rentals: [Int: Rental] = [:]
    var accountKeys: [AttachedKey] = []
    var faults = FaultBoard()
    var calls: [String: Int] = [:]
    /// What machines did to themselves, oldest first.
    var selfEndings: [SelfEnding] = []
    /// Machines that are gone, in the order of their ends.
    var past: [PastRental] = []
    var balance: Double
    /// Cost of machines that are gone, in dollars.
    var spent = 0.0
    var nextRentalID: Int
    var nextKeyID = 700_001
}
