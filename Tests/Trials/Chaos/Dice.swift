import TestSupport

/// What a seed decides, one number after the other.
struct Dice {
    private var generator: SeededGenerator

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    /// Whether something of this probability happens.
    mutating func chance(_ probability: Double) -> Bool { generator.unit() < probability }

    /// A number of the range.
    mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * generator.unit() }

    /// A whole number from 0 up to, not including, `limit`.
    mutating func below(_ limit: Int) -> Int { min(limit - 1, Int(generator.unit() * Double(limit))) }

    /// One of several.
    mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

    /// A number of the range as JSON has it.
    mutating func hundredths(_ low: Double, _ high: Double) -> String { between(low, high).fixed(2) }
}
