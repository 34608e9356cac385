public import Foundation

/// The form of an address that requests are built on: `http(s)://host[:port][/prefix]` and nothing else.
///
/// The paths of the API are ours to add, a query or a fragment would end up in the middle of them, and a name and
/// password in an address are printed by whoever prints the address.
public enum ServiceAddress {
    /// The address in a text of that form; `nil` for any other.
    public static func url(_ text: String) -> URL? { isWellFormed(text) ? URL(string: text) : nil }

    static func isWellFormed(_ text: String) -> Bool {
        let isClean = text.unicodeScalars.allSatisfy { $0.isASCII && $0.value > 0x20 && $0.value != 0x7F }
        guard isClean, let parts = URLComponents(string: text), let host = parts.host else { return false }
        guard ["http", "https"].contains(parts.scheme?.lowercased() ?? ""), !host.isEmpty else { return false }
        guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else { return false }
        guard parts.port.map((1...65535).contains) ?? true else { return false }
        return !parts.path.lowercased().split(separator: "/").contains("api")
    }

    /// Whether the text may hold something that must not be printed.
    static func mayHoldSecret(_ text: String) -> Bool { text.contains { "@?#".contains($0) } }
}
