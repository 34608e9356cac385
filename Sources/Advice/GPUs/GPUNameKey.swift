/// A GPU name reduced to what tells cards apart: brand words, punctuation, case and memory sizes removed.
///
/// `NVIDIA GeForce RTX 4090`, `RTX_4090` and `geforcertx4090-pcie-24gb` all start with the key `rtx4090`. Words are told
/// apart before they are joined, else `A100-SXM4-80GB` would read as a form factor `SXM480`.
struct GPUNameKey: Hashable, Sendable {
    /// The joined words.
    let key: String
    /// A memory size that was part of the name, GB.
    let memoryGB: Int?

    init(_ name: String) {
        var words: [[UInt8]] = []
        var memory: Int?
        var word: [UInt8] = []
        func close() {
            defer { word.removeAll(keepingCapacity: true) }
            var rest = Self.withoutBrand(word[...])
            guard !rest.isEmpty else { return }
            if let size = Self.memorySize(rest) {
                memory = size
                return
            }
            if rest.elementsEqual("gb".utf8) || rest.elementsEqual("gib".utf8), let last = words.last,
                let size = Self.number(last[...])
            {
                words.removeLast()
                memory = size
                return
            }
            if Self.noise.contains(where: { rest.elementsEqual($0.utf8) }) { return }
            if rest.elementsEqual("q".utf8), words.isEmpty { return }
            if rest.elementsEqual("mobile".utf8) || rest.elementsEqual("notebook".utf8) { rest = Self.laptop[...] }
            words.append(Array(rest))
        }
        for byte in name.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A: word.append(byte)
            case 0x41...0x5A: word.append(byte | 0x20)
            default: close()
            }
        }
        close()
        let joined = String(decoding: words.joined(), as: UTF8.self)
        key = joined
        // A Grace Hopper module prints the memory of its processor.
        memoryGB = joined.hasPrefix("gh200") && memory == 480 ? nil : memory
    }

    private static let laptop = Array("laptop".utf8)
    private static let brands = ["nvidia", "geforce", "tesla", "quadro", "amd", "radeon", "instinct"]
    private static let noise = [
        "generation", "gpu", "graphics", "corporation", "tm", "r", "gddr5", "gddr6", "gddr6x", "gddr7", "vram", "edition",
    ]

    private static func withoutBrand(_ word: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var rest = word
        var again = rest.count > 2
        while again {
            again = false
            for brand in brands where rest.starts(with: brand.utf8) {
                rest = rest.dropFirst(brand.utf8.count)
                again = true
            }
        }
        return rest
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard (1...3).contains(digits.count) else { return nil }
        var value = 0
        for digit in digits {
            guard (0x30...0x39).contains(digit) else { return nil }
            value = value * 10 + Int(digit - 0x30)
        }
        return value
    }

    private static func memorySize(_ word: ArraySlice<UInt8>) -> Int? {
        for unit in ["gb", "gib", "g"] where word.count > unit.utf8.count {
            if word.suffix(unit.utf8.count).elementsEqual(unit.utf8) {
                return number(word.dropLast(unit.utf8.count))
            }
        }
        return nil
    }
}
