/// One 512-byte tar header, read or written.
struct TarHeader: Equatable {
    static let blockSize = 512

    enum Kind {
        case file, folder, longName, extended, skipped, other
    }

    let path: String
    let size: Int
    let kind: Kind

    init(path: String, size: Int) {
        self.path = path
        self.size = size
        kind = .file
    }

    /// Nil when the checksum or a number is wrong.
    init?(_ block: [UInt8]) {
        guard block.count == Self.blockSize, let checksum = Self.number(block[148..<156]) else { return nil }
        guard Self.checksum(block) == checksum else { return nil }
        guard let size = Self.number(block[124..<136]), size >= 0 else { return nil }
        let name = Self.text(block[0..<100])
        let isUstar = Array(block[257..<262]) == Array("ustar".utf8)
        // GNU tar puts other things where ustar has its prefix; its magic ends in a blank.
        let prefix = isUstar && block[262] == 0 ? Self.text(block[345..<500]) : ""
        path = prefix.isEmpty ? name : "\(prefix)/\(name)"
        switch block[156] {
        case UInt8(ascii: "0"), 0, UInt8(ascii: "7"): kind = path.hasSuffix("/") ? .folder : .file
        case UInt8(ascii: "5"): kind = .folder
        case UInt8(ascii: "L"): kind = .longName
        case UInt8(ascii: "x"): kind = .extended
        case UInt8(ascii: "g"), UInt8(ascii: "K"): kind = .skipped
        default: kind = .other
        }
        // Links carry no data, whatever their size field says.
        self.size = kind == .other || kind == .folder ? 0 : size
    }

    /// The header as ustar; nil when the path or the size does not fit.
    func block() -> [UInt8]? {
        let name = Array(path.utf8)
        guard name.count <= 100, size >= 0, size < 1 << 33 else { return nil }
        var block = [UInt8](repeating: 0, count: Self.blockSize)
        func put(_ text: String, at offset: Int) {
            for (index, byte) in text.utf8.enumerated() { block[offset + index] = byte }
        }
        put(path, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(Self.octal(size, width: 11), at: 124)
        put("00000000000", at: 136)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        put(Self.octal(Self.checksum(block), width: 6), at: 148)
        block[155] = UInt8(ascii: " ")
        return block
    }

    /// The sum of all bytes with the checksum field taken as blanks.
    private static func checksum(_ block: [UInt8]) -> Int {
        var sum = 8 * 32
        for (index, byte) in block.enumerated() where !(148..<156).contains(index) { sum += Int(byte) }
        return sum
    }

    private static func octal(_ value: Int, width: Int) -> String {
        let digits = String(value, radix: 8)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// Octal digits, or GNU's base 256 for sizes beyond 8 GiB.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        if let first = field.first, first & 0x80 != 0 {
            let value = field.dropFirst().reduce(UInt64(first & 0x7f)) { $0 &<< 8 | UInt64($1) }
            return Int(exactly: value)
        }
        let digits = field.filter { $0 != 0 && $0 != UInt8(ascii: " ") }
        return digits.isEmpty ? 0 : Int(String(decoding: digits, as: UTF8.self), radix: 8)
    }
}
