/// The offers that no other beats both in speed and in the whole bill.
enum ParetoFront {
    private struct Point {
        let bill: Double
        let rate: Double
        let index: Int
    }

    /// One answer per candidate, in their order; equals stand together.
    ///
    /// O(n log n).
    static func members(_ candidates: [Candidate]) -> [Bool] {
        var result = [Bool](repeating: false, count: candidates.count)
        var points = candidates.indices.map {
            Point(bill: candidates[$0].allIn, rate: candidates[$0].tokensPerSecond, index: $0)
        }
        points.sort { $0.bill != $1.bill ? $0.bill < $1.bill : $0.rate > $1.rate }
        var best = Point(bill: .infinity, rate: -.infinity, index: -1)
        for point in points {
            if point.rate > best.rate { best = point }
            if point.rate == best.rate, point.bill == best.bill { result[point.index] = true }
        }
        return result
    }
}
