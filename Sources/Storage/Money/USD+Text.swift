import Domain

extension USD {
    /// `$12.50`, `$0.0125`: every digit there is, at least two after the point.
    ///
    /// For refusals, where rounded figures would contradict each other.
    var exactText: String {
        let digits = String(micros.magnitude % 1_000_000)
        var fraction = String(repeating: "0", count: 6 - digits.count) + digits
        while fraction.hasSuffix("0"), fraction.count > 2 { fraction.removeLast() }
        return "\(micros < 0 ? "-" : "")$\(micros.magnitude / 1_000_000).\(fraction)"
    }

    /// The least whole number of cents that is not below this, as text: what somebody types in as a limit must suffice.
    var sufficientText: String { USD(micros: (micros + 9999) / 10_000 * 10_000).exactText }
}
