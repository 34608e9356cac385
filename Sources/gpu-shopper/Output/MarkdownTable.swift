/// Rows as a Markdown table whose pipes stand below each other.
struct MarkdownTable {
    let lines: [String]

    /// - Parameter columns: each with whether its cells stand at the right.
    init(_ columns: [(title: String, alignsRight: Bool)], rows: [[String]]) {
        let cells = ([columns.map(\.title)] + rows).map { $0.map(Self.escaped) }
        let widths = columns.indices.map { index in max(3, cells.map { $0[index].count }.max() ?? 0) }
        var lines = cells.map { row in
            "| "
                + columns.indices.map { index in
                    let pad = String(repeating: " ", count: widths[index] - row[index].count)
                    return columns[index].alignsRight ? pad + row[index] : row[index] + pad
                }.joined(separator: " | ") + " |"
        }
        let rule = columns.indices.map { index in
            let dashes = String(repeating: "-", count: widths[index] - 1)
            return columns[index].alignsRight ? dashes + ":" : dashes + "-"
        }
        lines.insert("| " + rule.joined(separator: " | ") + " |", at: 1)
        self.lines = lines
    }

    private static func escaped(_ cell: String) -> String { cell.replacing("|", with: "\\|") }
}
