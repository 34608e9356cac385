/// Walks JSON text byte by byte; the parser under the request scanner.
///
/// Strict as `JSONDecoder` is, but for one line at a time: it never steps over a line feed, so that the
/// caller always finds the end of a broken line. All calls take the same bytes.
struct JSONCursor {
    /// The next byte to read.
    var position = 0
    /// A byte beyond ASCII was met since this was last cleared.
    var sawNonASCII = false

    private static let maximumDepth = 512

    /// The byte at the position; 0, which no JSON contains, at the end.
    func peek(_ bytes: Span<UInt8>) -> UInt8 {
        position < bytes.count ? bytes[position] : 0
    }

    /// Steps over `byte` when it is next.
    mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
        guard peek(bytes) == byte else { return false }
        position += 1
        return true
    }

    mutating func skipBlanks(_ bytes: Span<UInt8>) {
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") else {
                return
            }
            position += 1
        }
    }

    mutating func skipLine(_ bytes: Span<UInt8>) {
        while position < bytes.count, bytes[position] != UInt8(ascii: "\n") { position += 1 }
        position += 1
    }

    /// Steps over the rest of a word such as `true`.
    mutating func takeWord(_ word: StaticString, _ bytes: Span<UInt8>) -> Bool {
        let length = word.utf8CodeUnitCount
        guard position + length <= bytes.count else { return false }
        for offset in 0..<length {
            guard unsafe bytes[position + offset] == word.utf8Start[offset] else { return false }
        }
        position += length
        return true
    }

    /// Reads a string as a packed key; nil when it is malformed.
    mutating func key(_ bytes: Span<UInt8>) -> PackedKey? {
        guard take(UInt8(ascii: "\""), bytes) else { return nil }
        var key = PackedKey()
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return key
            case UInt8(ascii: "\\"):
                guard let scalar = escape(bytes) else { return nil }
                for unit in String(Character(scalar)).utf8 { key.append(unit) }
            case 0..<32:
                position -= 1
                return nil
            default:
                sawNonASCII = sawNonASCII || byte >= 128
                key.append(byte)
            }
        }
        return nil
    }

    mutating func skipString(_ bytes: Span<UInt8>) -> Bool {
        guard take(UInt8(ascii: "\""), bytes) else { return false }
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard escape(bytes) != nil else { return false }
            case 0..<32:
                position -= 1
                return false
            default: sawNonASCII = sawNonASCII || byte >= 128
            }
        }
        return false
    }

    /// Steps over any value.
    mutating func skipValue(_ bytes: Span<UInt8>, depth: Int = 0) -> Bool {
        switch peek(bytes) {
        case UInt8(ascii: "\""): return skipString(bytes)
        case UInt8(ascii: "t"): return takeWord("true", bytes)
        case UInt8(ascii: "f"): return takeWord("false", bytes)
        case UInt8(ascii: "n"): return takeWord("null", bytes)
        case UInt8(ascii: "{"):
            return depth < Self.maximumDepth && skipMembers(bytes, depth: depth, keyed: true)
        case UInt8(ascii: "["):
            return depth < Self.maximumDepth && skipMembers(bytes, depth: depth, keyed: false)
        default: return number(bytes) != nil
        }
    }

    private mutating func skipMembers(_ bytes: Span<UInt8>, depth: Int, keyed: Bool) -> Bool {
        let end = keyed ? UInt8(ascii: "}") : UInt8(ascii: "]")
        position += 1
        skipBlanks(bytes)
        if take(end, bytes) { return true }
        while true {
            skipBlanks(bytes)
            if keyed {
                guard skipString(bytes) else { return false }
                skipBlanks(bytes)
                guard take(UInt8(ascii: ":"), bytes) else { return false }
                skipBlanks(bytes)
            }
            guard skipValue(bytes, depth: depth + 1) else { return false }
            skipBlanks(bytes)
            if take(end, bytes) { return true }
            guard take(UInt8(ascii: ","), bytes) else { return false }
        }
    }

    /// The character an escape stands for, read after its backslash.
    private mutating func escape(_ bytes: Span<UInt8>) -> Unicode.Scalar? {
        let byte = peek(bytes)
        guard byte >= 32 else { return nil }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return escapedScalar(bytes)
        default: return nil
        }
    }

    private mutating func escapedScalar(_ bytes: Span<UInt8>) -> Unicode.Scalar? {
        guard let unit = hexUnit(bytes) else { return nil }
        guard (0xd800..<0xdc00).contains(unit) else { return Unicode.Scalar(unit) }
        guard take(UInt8(ascii: "\\"), bytes), take(UInt8(ascii: "u"), bytes) else { return nil }
        guard let low = hexUnit(bytes), (0xdc00..<0xe000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
    }

    private mutating func hexUnit(_ bytes: Span<UInt8>) -> UInt32? {
        var value: UInt32 = 0
        for _ in 0..<4 {
            let byte = peek(bytes)
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
            position += 1
        }
        return value
    }
}
