public import Foundation

/// Gzip streams without a compressor: enough to see whether a client decodes and bounds them.
public enum GzipBytes {
    private static let header = Data([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])

    /// A correct stream that stores its content as it is; at most 65,535 bytes.
    public static func storing(_ content: Data) -> Data {
        precondition(content.count <= 65535, "one stored block holds 65,535 bytes")
        let length = UInt16(content.count)
        var bytes = header + Data([1]) + littleEndian(length) + littleEndian(~length)
        bytes += content
        return bytes + littleEndian(checksum(content)) + littleEndian(UInt32(content.count))
    }

    /// A small stream that expands to about this many zeros; its trailer is wrong, so it must be cut off before.
    public static func expandingZeros(about count: Int) -> Data {
        var bits = BitWriter()
        bits.write(0b011, 3)  // last block, fixed codes
        bits.writeCode(0b0011_0000, 8)  // the literal 0
        for _ in 0..<(count / 258) {
            bits.writeCode(0b1100_0101, 8)  // length 258
            bits.writeCode(0, 5)  // distance 1
        }
        bits.writeCode(0, 7)  // end of block
        return header + bits.finished() + Data(count: 8)
    }

    private static func littleEndian(_ value: some FixedWidthInteger) -> Data {
        Data((0..<value.bitWidth / 8).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) })
    }

    private static func checksum(_ content: Data) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in content {
            value ^= UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
        return ~value
    }
}

private struct BitWriter {
    private var bytes: [UInt8] = []
    private var current: UInt8 = 0
    private var used = 0

    /// Lowest bit first.
    mutating func write(_ value: UInt32, _ count: Int) {
        for index in 0..<count { append(UInt8(value >> index & 1)) }
    }

    /// Highest bit first, as Huffman codes are packed.
    mutating func writeCode(_ value: UInt32, _ count: Int) {
        for index in (0..<count).reversed() { append(UInt8(value >> index & 1)) }
    }

    private mutating func append(_ bit: UInt8) {
        current |= bit << used
        used += 1
        if used == 8 {
            bytes.append(current)
            (current, used) = (0, 0)
        }
    }

    func finished() -> Data { Data(used == 0 ? bytes : bytes + [current]) }
}
