import Domain

/// What an Ollama tag and its sizes say in text.
enum ModelTag {
    /// The part before the colon.
    static func family(_ tag: String) -> String {
        tag.split(separator: ":").first.map(String.init) ?? tag
    }

    /// `7B` for `qwen2:7b` and `llama3:8b-instruct-q8_0`; empty for tags that name no size, such as
    /// `phi3:mini`.
    static func parameterCount(_ tag: String) -> String {
        guard let colon = tag.firstIndex(of: ":") else { return "" }
        let size = tag[tag.index(after: colon)...].prefix { $0 != "-" }
        return billions(String(size)) == nil ? "" : size.uppercased()
    }

    /// 7 for `7B`, `7.6b`; 0.5 for `500M`; nil for anything else.
    static func billions(_ count: String) -> Double? {
        let text = count.lowercased()
        guard let value = Double(text.dropLast()), value > 0, value.isFinite else { return nil }
        switch text.last {
        case "b": return value
        case "m": return value / 1000
        default: return nil
        }
    }

    /// GB (10^9 bytes) of sizes such as `4.4GB`, `19 GB`, `900MB`; 0 when unknown.
    static func gigabytes(_ size: String) -> Double {
        let text = size.filter { $0 != " " }.lowercased()
        let number = text.prefix { $0.isNumber || $0 == "." }
        guard let value = Double(number), value.isFinite else { return 0 }
        switch text.dropFirst(number.count) {
        case "gib": return value * ByteUnits.bytesPerGiB / ByteUnits.bytesPerGB
        case "mb", "m": return value / 1000
        case "kb", "k": return value / 1_000_000
        default: return value
        }
    }
}
