import Foundation

/// A plain text table: columns as wide as their content; a narrow terminal gets short forms first, then fewer columns.
struct Table {
    /// One column.
    struct Column {
        let title: String
        let alignsRight: Bool
        /// Columns with a higher figure are left out first when the terminal is narrow; 0 stays.
        let expendability: Int
        /// Takes the title's place with the cells' short forms; `nil` where there are none.
        let shortTitle: String?
        /// When the short forms come in, in the same order as columns are left out.
        let shortening: Int

        init(_ title: String, right: Bool = false, expendability: Int = 0, short: String? = nil, shortening: Int = 0) {
            self.title = title
            alignsRight = right
            self.expendability = expendability
            shortTitle = short
            self.shortening = shortening
        }
    }

    /// Content with a short form for narrow terminals.
    struct Cell: ExpressibleByStringInterpolation {
        let full: String
        let short: String

        init(_ full: String, short: String? = nil) {
            self.full = full
            self.short = short ?? full
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    private enum Step {
        case shorten(Int)
        case drop(Int)
    }

    private let columns: [Column]
    private var rows: [[Cell]] = []

    init(_ columns: [Column]) {
        self.columns = columns
    }

    mutating func add(_ cells: [String]) { rows.append(cells.map { Cell($0) }) }

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, none wider than `width` unless even the essential columns are.
    func lines(width: Int) -> [String] {
        var shown = Array(columns.indices)
        var short: Set<Int> = []
        var widths = columns.indices.map { self.width(of: $0, isShort: false) }
        func total() -> Int { shown.reduce(0) { $0 + widths[$1] } + 2 * max(0, shown.count - 1) }
        narrowing: for step in steps where total() > width {
            switch step {
            case .shorten(let index):
                short.insert(index)
                widths[index] = self.width(of: index, isShort: true)
            case .drop(let index):
                // A text column at the end may be cut instead of dropped while something readable stays.
                if index == shown.last, !columns[index].alignsRight, total() - widths[index] + 12 <= width { break narrowing }
                shown.removeAll { $0 == index }
            }
        }
        return ([nil] + rows.map(Optional.some)).map { row in
            var line = shown.map { index -> String in
                let text = text(of: index, in: row, isShort: short.contains(index))
                let pad = String(repeating: " ", count: max(0, widths[index] - text.count))
                return columns[index].alignsRight ? pad + text : text + pad
            }.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line.count > width ? String(line.prefix(max(1, width - 1))) + "…" : line
        }
    }

    /// What can be done about a narrow terminal, the least painful first.
    private var steps: [Step] {
        var steps: [(rank: Int, step: Step)] = []
        for (index, column) in columns.enumerated() {
            if column.shortTitle != nil { steps.append((column.shortening, .shorten(index))) }
            if column.expendability > 0 { steps.append((column.expendability, .drop(index))) }
        }
        return steps.sorted { $0.rank > $1.rank }.map(\.step)
    }

    /// A cell, or the title where there is no row.
    private func text(of index: Int, in row: [Cell]?, isShort: Bool) -> String {
        guard let row else { return isShort ? columns[index].shortTitle ?? columns[index].title : columns[index].title }
        return isShort ? row[index].short : row[index].full
    }

    private func width(of index: Int, isShort: Bool) -> Int {
        rows.reduce(text(of: index, in: nil, isShort: isShort).count) { max($0, text(of: index, in: $1, isShort: isShort).count) }
    }
}
