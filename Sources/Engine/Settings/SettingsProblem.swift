import Domain

/// What can be wrong with a setting.
enum SettingsProblem {
    static func malformedLine(file: String, line: Int) -> Problem {
        Problem(.invalidInput, "line \(line) of \(file) is not an assignment", hint: "Write NAME=value, or start the line with #.")
    }

    static func malformedValue(_ key: SettingKey, name: String, value: String, origin: String) -> Problem {
        let shown = key.form == .secret ? "its value" : "'\(value.prefix(60))'"
        return Problem(.invalidInput, "\(name) (\(origin)) cannot be \(shown)", hint: "It must be \(form(key.form)).")
    }

    static func differing(_ key: SettingKey, names: [String]) -> Problem {
        Problem(
            .invalidInput, "\(names.joined(separator: " and ")) name the same setting and differ",
            hint: "Keep \(key.name) and remove the other.")
    }

    static func form(_ form: SettingKey.Form) -> String {
        switch form {
        case .text, .secret: "a text that is not empty"
        case .url: "an http:// or https:// address, e.g. https://console.vast.ai"
        case .path: "a file path"
        case .duration: "a span above zero with a unit, e.g. 90s, 15m or 1h30m"
        case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .deployment: "1 to 32 letters, digits or hyphens, without a hyphen at either end"
        case .choice(let words): "one of \(words.joined(separator: ", "))"
        }
    }
}
