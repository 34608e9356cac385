/// The name of one installation (its database); part of every label it puts on a machine.
public struct DeploymentID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Letters, digits and hyphens, 1 to 32, neither starting nor ending with a hyphen.
    public let rawValue: String

    /// `nil` when the text could not be part of a label at every provider.
    public init?(rawValue: String) {
        let bytes = Array(rawValue.utf8)
        let allowed = bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                true
            default:
                false
            }
        }
        let hyphen = UInt8(ascii: "-")
        guard allowed, (1...32).contains(bytes.count), bytes.first != hyphen, bytes.last != hyphen else { return nil }
        self.rawValue = rawValue
    }

    /// A fresh id of eight hexadecimal digits.
    public static func random(using generator: inout some RandomNumberGenerator) -> DeploymentID {
        DeploymentID(hexadecimal: UInt32.random(in: .min ... .max, using: &generator))
    }

    private init(hexadecimal: UInt32) {
        let text = String(hexadecimal, radix: 16)
        rawValue = String(repeating: "0", count: 8 - text.count) + text
    }

    /// The id.
    public var description: String { rawValue }
}
