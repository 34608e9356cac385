import Foundation

/// Builds the length-prefixed fields of SSH's binary formats (RFC 4251, section 5).
struct WireWriter {
    private(set) var bytes = Data()

    mutating func append(_ number: UInt32) {
        for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    mutating func append(field: Data) {
        append(UInt32(field.count))
        bytes.append(field)
    }

    mutating func append(field: String) {
        append(field: Data(field.utf8))
    }

    mutating func append(raw: Data) {
        bytes.append(raw)
    }
}
