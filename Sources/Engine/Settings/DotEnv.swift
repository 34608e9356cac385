/// The `.env` file format: `NAME=value` lines, comments, quotes, an optional `export`.
public enum DotEnv {
    /// The assignments of a file; a line that is none is named by its number in the error.
    public static func parse(_ text: String, file: String) throws -> [String: String] {
        var values: [String: String] = [:]
        // Swift sees the line end of Windows as one character of its own.
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        for (index, raw) in lines.enumerated() {
            var line = trimmed(raw)
            if line.isEmpty || line.hasPrefix("#") { continue }
            if line.hasPrefix("export ") { line = trimmed(line.dropFirst(7)) }
            guard let equals = line.firstIndex(of: "="), equals != line.startIndex else {
                throw SettingsProblem.malformedLine(file: file, line: index + 1)
            }
            let name = trimmed(line[..<equals])
            guard name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }) else {
                throw SettingsProblem.malformedLine(file: file, line: index + 1)
            }
            values[String(name)] = try value(line[line.index(after: equals)...], file: file, line: index + 1)
        }
        return values
    }

    private static func value(_ written: Substring, file: String, line: Int) throws -> String {
        let text = trimmed(written)
        if let quote = text.first, quote == "\"" || quote == "'" {
            let inner = text.dropFirst()
            guard let end = inner.firstIndex(of: quote) else { throw SettingsProblem.malformedLine(file: file, line: line) }
            return String(inner[..<end])
        }
        // Only a hash after a blank starts a comment: keys and URLs may contain one.
        for index in written.indices where written[index] == "#" && index > written.startIndex {
            let before = written[written.index(before: index)]
            if before == " " || before == "\t" { return String(trimmed(written[..<index])) }
        }
        return String(text)
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
        let head = text.drop(while: blank)
        return head.lastIndex(where: { !blank($0) }).map { head[...$0] } ?? head.prefix(0)
    }
}
