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
    /// The key that the machine itself has, good for this machine alone.
    let instanceKey = InstanceKey()
    let environment: [(String, String)]
    let diskGB: Double
    /// Dollars per hour, storage included.
    let pricePerHour: Double
    let isBid: Bool
    /// Unix seconds.
    let createdAt: Double
    /// Unix seconds; later than the creation for a machine that was planted with a past.
    let billedFrom: Double
    let bootSeconds: Double
    var boots: Boots
    /// Whether it was asked to stand still.
    var isStopped: Bool
    var keys: [AttachedKey]
    /// Hidden from listings until then.
    let listedFrom: Double
    /// Where its SSH server answers on 127.0.0.1.
    let sshPort: Int

    /// What becomes of the machine.
    enum Boots: Sendable { case normally, never, offline }
}

extension Rental {
    /// The marketplace's word for the machine's state; `nil` is its `null` of the first moments.
    func status(at now: Double) -> String? {
        if boots == .offline { return "offline" }
        if isStopped { return "stopped" }
        let share = bootSeconds > 0 ? (now - createdAt) / bootSeconds : 1
        if share < 0.1 { return nil }
        if share < 0.3 { return "created" }
        return share < 1 || boots == .never ? "loading" : "running"
    }

    /// How long until it runs, 0 when it does; `nil` as long as it is not going to.
    func secondsUntilRunning(at now: Double) -> Double? {
        isStopped || boots != .normally ? nil : max(0, createdAt + bootSeconds - now)
    }

    /// What it has cost by then, in dollars.
    func cost(at now: Double) -> Double { max(0, now - billedFrom) / 3600 * pricePerHour }
}
