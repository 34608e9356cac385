/// The parser's words with usage lines that fit a terminal of 80 columns.
struct UsageLine {
    let text: String

    private static let width = 80

    init(_ words: String) {
        text = words.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.lowercased().hasPrefix("usage: ") && line.count > Self.width ? Self.wrapped(line) : String(line)
        }.joined(separator: "\n")
    }

    /// Breaks between flags, never within brackets.
    private static func wrapped(_ line: Substring) -> String {
        var lines = [""]
        var depth = 0
        var word = ""
        func end() {
            let room = width - (lines.last?.count ?? 0)
            if word.count > room { lines.append("        ") }
            lines[lines.count - 1] += word
            word = ""
        }
        for character in line {
            if character == " ", depth == 0 {
                end()
                word = lines.last?.allSatisfy { $0 == " " } == true ? "" : " "
                continue
            }
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            word.append(character)
        }
        end()
        return lines.joined(separator: "\n")
    }
}
