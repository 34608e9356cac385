/// Up to 24 bytes of a key as three integers, so that keys compare without touching memory.
///
/// Longer keys lose their beginning, which cannot make them equal to a shorter one: no key contains a zero
/// byte.
struct PackedKey: Equatable {
    private var low: UInt64 = 0
    private var middle: UInt64 = 0
    private var high: UInt64 = 0

    init() {}

    init(_ text: StaticString) {
        for offset in 0..<text.utf8CodeUnitCount { unsafe append(text.utf8Start[offset]) }
    }

    mutating func append(_ byte: UInt8) {
        high = high << 8 | middle >> 56
        middle = middle << 8 | low >> 56
        low = low << 8 | UInt64(byte)
    }
}
