import Domain

/// What can be wrong with a setting.
enum SettingsProblem {
    static func malformedLine(file: String, line: Int) -> Problem {
        Problem(.invalidInput, "line \(line) of \(file) is not an assignment", hint: "Write NAME=value, or start the line with #.")
    }

    static func malformedValue(_ key: SettingKey, name: String, value: String, origin: String?) -> Problem {
        let isHidden = key.isSecret || (key.form == .url && ServiceAddress.mayHoldSecret(value))
        let what = isHidden ? "has a value that cannot be used" : "cannot be '\(printable(value))'"
        return Problem(.invalidInput, "\(name)\(origin.map { " (\($0))" } ?? "") \(what)", hint: "It must be \(form(key.form)).")
    }

    static func differing(_ key: SettingKey, names: [String]) -> Problem {
        Problem(
            .invalidInput, "\(names.joined(separator: " and ")) name the same setting and differ",
            hint: "Keep \(key.name) and remove the other.")
    }

    /// The beginning of a value, safe to print on one line.
    private static func printable(_ value: String) -> String {
        String(value.prefix(60).map { $0.isASCII && ($0.asciiValue ?? 0) < 0x20 ? "?" : $0 })
    }

    static func form(_ form: SettingKey.Form) -> String {
        switch form {
        case .text: "a text that is not empty"
        case .secret: "one word: no blanks, no line ends"
        case .url:
            "http:// or https://, a host and, if need be, a port and a prefix, e.g. https://console.vast.ai; "
                + "without /api, user name, query and fragment"
        case .webhook: WebhookAddress.form
        case .path: "a file path"
        case .duration: "a span above zero with a unit, e.g. 90s, 15m or 1h30m"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .deployment: "1 to 32 letters, digits or hyphens, without a hyphen at either end"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        }
    }
}
