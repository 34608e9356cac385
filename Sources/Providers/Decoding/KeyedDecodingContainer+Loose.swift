import Foundation

/// Reads facts the way marketplaces write them: numbers as text, flags as numbers, `null` for anything.
///
/// A fact of the wrong kind is an unknown fact, never an error: what it means is for the caller to decide.
extension KeyedDecodingContainer {
    /// A finite number, also when it was written as text.
    func looseNumber(_ key: Key) -> Double? {
        if let number = try? decodeIfPresent(Double.self, forKey: key) {
            return number.isFinite ? number : nil
        }
        guard let text = textOnly(key), let number = Double(text), number.isFinite else { return nil }
        return number
    }

    /// A whole number, also when it was written as text or as `25.0`.
    func looseInteger(_ key: Key) -> Int? {
        if let number = try? decodeIfPresent(Int.self, forKey: key) { return number }
        return looseNumber(key).flatMap { Int(exactly: $0) }
    }

    /// Trimmed text, `nil` when there is none in it; numbers are written out.
    func looseText(_ key: Key) -> String? {
        if let text = textOnly(key) { return text.isEmpty ? nil : text }
        if let number = try? decodeIfPresent(Int.self, forKey: key) { return String(number) }
        return looseNumber(key).map { String($0) }
    }

    /// A flag, also when it was written as 0, 1, "true" or "false".
    func looseFlag(_ key: Key) -> Bool? {
        if let flag = try? decodeIfPresent(Bool.self, forKey: key) { return flag }
        switch looseText(key)?.lowercased() {
        case "1", "true": return true
        case "0", "false": return false
        default: return nil
        }
    }

    private func textOnly(_ key: Key) -> String? {
        guard let text = try? decodeIfPresent(String.self, forKey: key) else { return nil }
        // Whoever rents out a machine writes some of these: no line ends and nothing that moves a terminal's cursor.
        let printable = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
        return printable.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
