/// Names of this machine that no other machine can use.
enum Loopback {
    /// Whether a host, with or without the brackets of an IPv6 address, is one.
    static func isName(_ host: String) -> Bool {
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
        if bare.lowercased() == "localhost" || bare == "::1" { return true }
        let parts = bare.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// Whether the value of a `Host` or `Origin` header names one, whatever the port.
    static func isAuthority(_ text: String) -> Bool {
        let authority = text.split(separator: "/").last.map(String.init) ?? text
        if authority.hasPrefix("[") { return isName(String(authority.prefix { $0 != "]" }) + "]") }
        return isName(String(authority.prefix { $0 != ":" }))
    }
}
