import Domain
import Testing

@Suite struct SaturatingTests {
    @Test(arguments: [
        (1.9, 1), (-1.9, -1), (0, 0), (.infinity, Int.max), (-.infinity, .min), (.nan, 0), (1e300, .max), (-1e300, .min),
        (9.3e18, .max),
    ])
    func `figures of any size become whole numbers`(value: Double, expected: Int) {
        #expect(Int(saturating: value) == expected)
    }
}
