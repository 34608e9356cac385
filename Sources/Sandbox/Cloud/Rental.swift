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
    /// When what it serves has come up, in unix seconds; `nil` is never.
    let apiHealthyFrom: Double?
    /// Where its open ports answer on 127.0.0.1, by the port inside.
    var ports: [Int: Int] = [:]

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

    /// Ports inside that are to be open, as its environment names them: `-p 8000:8000`, for TCP.
    var exposedPorts: [Int] {
        environment.compactMap { name, _ in
            guard name.hasPrefix("-p "), !name.hasSuffix("/udp") else { return nil }
            let inside = name.split(separator: ":").last?.split(separator: "/").first ?? ""
            return Int(inside).flatMap { (1...65_535).contains($0) ? $0 : nil }
        }
    }

    /// The variables of its environment.
    var variables: [(String, String)] { environment.filter { !$0.0.hasPrefix("-") && !$0.0.isEmpty && !$0.0.contains("=") } }

    /// Whether what it serves has come up.
    func isAPIHealthy(at now: Double) -> Bool { apiHealthyFrom.map { now >= $0 } ?? false }

    /// What it has cost by then, in dollars.
    func cost(at now: Double) -> Double { max(0, now - billedFrom) / 3600 * pricePerHour }
}
