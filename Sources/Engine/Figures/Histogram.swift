/// How often something took how long, in Prometheus' sense: each bucket holds what is at most its bound.
public struct Histogram: Sendable {
    /// Upper bounds in ascending order; what is above the last one counts in the sum alone.
    public let bounds: [Double]
    /// What fell into each bucket and into none before it.
    public private(set) var counts: [Int]
    /// How many there were.
    public private(set) var count = 0
    /// All of them together.
    public private(set) var sum = 0.0

    /// An empty one.
    public init(bounds: [Double]) {
        self.bounds = bounds
        counts = Array(repeating: 0, count: bounds.count)
    }

    /// Counts one.
    public mutating func observe(_ value: Double) {
        count += 1
        sum += value
        if let index = bounds.firstIndex(where: { value <= $0 }) { counts[index] += 1 }
    }
}
