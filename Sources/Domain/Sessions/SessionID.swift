/// A session's name: sixteen hexadecimal digits, short enough for every provider's label.
public struct SessionID: RawRepresentable, Hashable, Sendable, Codable, CustomStringConvertible {
    /// Sixteen lower-case hexadecimal digits.
    public let rawValue: String

    /// `nil` when the text is not a session id.
    public init?(rawValue: String) {
        let isID =
            rawValue.utf8.count == 16
            && rawValue.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
        guard isID else { return nil }
        self.rawValue = rawValue
    }

    /// A fresh id.
    public static func random(using generator: inout some RandomNumberGenerator) -> SessionID {
        SessionID(bits: UInt64.random(in: .min ... .max, using: &generator))
    }

    private init(bits: UInt64) {
        let text = String(bits, radix: 16)
        rawValue = String(repeating: "0", count: 16 - text.count) + text
    }

    /// The id.
    public var description: String { rawValue }
}
