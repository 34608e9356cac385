/// One rented machine as its cloud knows it.
struct Rental: Sendable {
    let id: Int
    let offer: MarketOffer
    /// What the machine really holds, which a fault may have changed.
    var hardware: Hardware
    var label: String?
    let image: String
    let runtype: String
    let onstart: String?
    let environment: [(String, String)]
    let diskGB: Double
    /// Dollars per hour, storage included.
    let pricePerHour: Double
    let isBid: Bool
    /// Unix seconds.
    let createdAt: Double
    let bootSeconds: Double
    var boots: Boots
    var keys: [AttachedKey]
    /// Hidden from listings until then.
    let listedFrom: Double
    /// Where its SSH server answers on 127.0.0.1.
    let sshPort: Int

    /// What becomes of the machine.
    enum Boots: Sendable { case normally, never, stopped, offline }
}

extension Rental {
    /// The marketplace's word for the machine's state; `nil` is its `null` of the first moments.
    func status(at now: Double) -> String? {
        let share = bootSeconds > 0 ? (now - createdAt) / bootSeconds : 1
        switch boots {
        case .stopped: return "stopped"
        case .offline: return "offline"
        case .never: return share < 0.1 ? nil : share < 0.3 ? "created" : "loading"
        case .normally: return share < 0.1 ? nil : share < 0.3 ? "created" : share < 1 ? "loading" : "running"
        }
    }

    /// What it has cost by then, in dollars.
    func cost(at now: Double) -> Double { max(0, now - createdAt) / 3600 * pricePerHour }
}
