import Domain

/// An offer that will do, reduced to the numbers that ranking needs.
struct Candidate {
    let position: Int
    let place: Int
    let priceMicros: Int64
    let tokensPerSecond: Double
    let low: Double
    let high: Double
    let allIn: Double
    let score: Double
    let bandwidthRatio: Double
    /// Chance that a rental comes up.
    let chance: Double
}
