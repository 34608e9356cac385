/// Student's t distribution, as far as a 95 % interval needs it.
enum StudentT {
    /// 1 to 10 degrees of freedom, where the expansion is not good enough.
    private static let small = [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281,
    ]
    private static let normal = 1.959963985

    /// The two-sided 95 % quantile; from 11 degrees on by the Cornish-Fisher expansion, right to four
    /// decimals.
    static func quantile975(degreesOfFreedom: Int) -> Double {
        guard degreesOfFreedom > small.count else { return small[max(0, degreesOfFreedom - 1)] }
        let n = Double(degreesOfFreedom)
        let z = normal
        let z3 = z * z * z
        let z5 = z3 * z * z
        let z7 = z5 * z * z
        let first = (z3 + z) / (4 * n)
        let second = (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
        let third = (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * n * n * n)
        let z9 = z7 * z * z
        let fourth = (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * n * n * n * n)
        return z + first + second + third + fourth
    }
}
