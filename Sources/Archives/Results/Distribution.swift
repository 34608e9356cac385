/// Figures of a column of samples.
///
/// Percentiles interpolate linearly between the two nearest ranks, rank = (n - 1) x p / 100 counted from 0,
/// as most tools do; the reference took the lower of the two. Everything is 0 for an empty column, never NaN.
struct Distribution {
    private let sorted: [Double]
    let mean: Double

    init(_ samples: [Double]) {
        sorted = samples.sorted()
        mean = samples.isEmpty ? 0 : samples.reduce(0, +) / Double(samples.count)
    }

    var count: Int { sorted.count }
    var minimum: Double { sorted.first ?? 0 }
    var maximum: Double { sorted.last ?? 0 }
    var median: Double { percentile(50) }

    func percentile(_ percent: Double) -> Double {
        guard let last = sorted.last else { return 0 }
        let rank = Double(sorted.count - 1) * percent / 100
        let lower = Int(rank)
        guard lower + 1 < sorted.count else { return last }
        return sorted[lower] + (sorted[lower + 1] - sorted[lower]) * (rank - Double(lower))
    }

    /// Of the samples, n - 1 in the denominator; nil for fewer than two.
    var standardDeviation: Double? {
        guard count > 1 else { return nil }
        let squares = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(count - 1)).squareRoot()
    }

    /// Standard deviation over mean.
    var coefficientOfVariation: Double? {
        guard let standardDeviation, mean > 0 else { return nil }
        return standardDeviation / mean
    }

    /// Half the width of the 95 % interval of the mean, after Student.
    var halfWidth: Double? {
        guard let standardDeviation else { return nil }
        return StudentT.quantile975(degreesOfFreedom: count - 1) * standardDeviation
            / Double(count).squareRoot()
    }
}
