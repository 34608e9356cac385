extension JSONCursor {
    /// Powers of ten that a `Double` holds exactly.
    private static let exactPowers: [Double] = (0...22).map { power in
        (0..<power).reduce(1.0) { value, _ in value * 10 }
    }

    /// Reads a number as JSON spells it; nil for anything else and for numbers no `Double` can hold.
    ///
    /// Digits that fit 53 bits with a power of ten up to 22 are exact with one division or multiplication;
    /// the rest goes through the standard library, so that every value is the nearest `Double`.
    mutating func number(_ bytes: Span<UInt8>) -> Double? {
        let start = position
        let negative = take(UInt8(ascii: "-"), bytes)
        var digits: UInt64 = 0
        var power = 0
        var exact = true
        let whole = position
        takeDigits(bytes, into: &digits, exact: &exact)
        let count = position - whole
        guard count > 0, count == 1 || bytes[whole] != UInt8(ascii: "0") else { return nil }
        if take(UInt8(ascii: "."), bytes) {
            let fraction = position
            takeDigits(bytes, into: &digits, exact: &exact)
            guard position > fraction else { return nil }
            power = fraction - position
        }
        if peek(bytes) | 0x20 == UInt8(ascii: "e") {
            guard let exponent = exponent(bytes) else { return nil }
            power += exponent
        }
        if exact, digits <= 1 << 53, abs(power) <= 22 {
            let value =
                power < 0
                ? Double(digits) / Self.exactPowers[-power] : Double(digits) * Self.exactPowers[power]
            return negative ? -value : value
        }
        return slowNumber(bytes, from: start, isZero: digits == 0)
    }

    private mutating func takeDigits(_ bytes: Span<UInt8>, into digits: inout UInt64, exact: inout Bool) {
        while position < bytes.count {
            let digit = bytes[position] &- UInt8(ascii: "0")
            guard digit < 10 else { return }
            if digits < 1_000_000_000_000_000_000 {
                digits = digits * 10 + UInt64(digit)
            } else {
                exact = false
            }
            position += 1
        }
    }

    private mutating func exponent(_ bytes: Span<UInt8>) -> Int? {
        position += 1
        let negative = take(UInt8(ascii: "-"), bytes)
        if !negative { _ = take(UInt8(ascii: "+"), bytes) }
        var digits: UInt64 = 0
        var exact = true
        let start = position
        takeDigits(bytes, into: &digits, exact: &exact)
        guard position > start else { return nil }
        let value = Int(min(digits, 1_000_000))
        return negative ? -value : value
    }

    /// Numbers too large and numbers too small for a `Double` are none, as `JSONDecoder` has it.
    private func slowNumber(_ bytes: Span<UInt8>, from start: Int, isZero: Bool) -> Double? {
        var text: [UInt8] = []
        for index in start..<position { text.append(bytes[index]) }
        guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
        return value == 0 && !isZero ? nil : value
    }
}
