/// The key that a machine finds in its own environment.
struct InstanceKey: Sendable {
    /// The key; its start tells it from the account's, of which any text will do.
    let text = start + String(UInt64.random(in: .min ... .max), radix: 16)

    private static let start = "instance-key-"

    /// Whether a key can only be a machine's, be there such a machine or not.
    static func isOne(_ key: String) -> Bool { key.hasPrefix(start) }
}
