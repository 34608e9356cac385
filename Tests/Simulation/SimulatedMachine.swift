import Domain

/// A machine as it truly is.
struct SimulatedMachine: Sendable {
    /// What may be wrong with it from the start.
    enum Flaw: Sendable { case neverBoots, dead, wrongGPU, deaf }

    let id: InstanceID
    let label: String
    let offer: Offer
    let created: Double
    /// When it answers; it may never.
    let bootsAt: Double
    let flaw: Flaw?
    /// Whether nobody was told of it: the provider worked a launch off twice, or late.
    let isStray: Bool
    /// When lists and answers begin to show it.
    let knownFrom: Double
    /// Since when its GPUs do nothing.
    let idleFrom: Double
    /// Since when its GPUs are watched from the inside.
    var watchedFrom: Double?
    /// When it is ended from the inside, grace included.
    var watchdogAt: Double
    /// The price from each moment on.
    var prices: [(from: Double, price: USD)]
    /// When it went; billing ended then.
    var gone: Double?
    /// When it will go: its end was accepted.
    var goesAt: Double?
    /// Whether a row ever named it.
    var wasOnRecord = false
    /// Whether its user was ever told that it is ready.
    var wasReady = false
    /// When a look last said falsely that it is not there.
    var lastLie = -1000.0
    /// When a benchmark was started on it.
    var benchmarkFrom: Double?
    /// For how long it ran past its deadline while somebody could have ended it.
    var overdue = 0.0

    var isAlive: Bool { gone == nil }

    /// The price now.
    var price: USD { prices.last?.price ?? .zero }

    /// What its provider charges for the time between two moments.
    func charge(from begin: Double, to end: Double) -> Double {
        var sum = 0.0
        for (index, segment) in prices.enumerated() {
            let until = index + 1 < prices.count ? prices[index + 1].from : .infinity
            let (low, high) = (max(begin, segment.from), min(end, until))
            if high > low { sum += Double(segment.price.micros) * (high - low) / 3600 }
        }
        return sum
    }
}
