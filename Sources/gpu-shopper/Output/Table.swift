import Foundation

/// A plain text table: columns as wide as their content, the last one cut where the terminal ends.
struct Table {
    /// One column.
    struct Column {
        let title: String
        let alignsRight: Bool
        /// Columns with a higher figure are left out first when the terminal is narrow.
        let expendability: Int

        init(_ title: String, right: Bool = false, expendability: Int = 0) {
            self.title = title
            alignsRight = right
            self.expendability = expendability
        }
    }

    private let columns: [Column]
    private var rows: [[String]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The lines, none wider than `width` unless even the essential columns are.
    func lines(width: Int) -> [String] {
        var shown = Array(columns.indices)
        let widths = columns.indices.map { index in
            max(columns[index].title.count, rows.map { $0[index].count }.max() ?? 0)
        }
        func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + 2 * max(0, shown.count - 1) }
        while total() > width,
            let worst = shown.filter({ columns[$0].expendability > 0 }).max(by: { columns[$0].expendability < columns[$1].expendability })
        {
            // A text column at the end may be cut instead of dropped while something readable stays.
            if worst == shown.last, !columns[worst].alignsRight, total() - widths[worst] + 12 <= width { break }
            shown.removeAll { $0 == worst }
        }
        return ([columns.map(\.title)] + rows).map { cells in
            var line = shown.map { index -> String in
                let pad = String(repeating: " ", count: max(0, widths[index] - cells[index].count))
                return columns[index].alignsRight ? pad + cells[index] : cells[index] + pad
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line.count > width ? String(line.prefix(max(1, width - 1))) + "…" : line
        }
    }
}
