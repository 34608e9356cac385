import Foundation

/// Rows: a plain text table whose columns are as wide as their content, or the same for spreadsheets and for Markdown.
///
/// A narrow terminal gets short forms first, then fewer columns.
struct Table {
    /// One column.
    struct Column {
        let title: String
        /// The name in comma-separated values: that of the JSON member, where there is one.
        let key: String
        let alignsRight: Bool
        /// Columns with a higher figure are left out first when the terminal is narrow; 0 stays.
        let expendability: Int
        /// Takes the title's place with the cells' short forms; `nil` where there are none.
        let shortTitle: String?
        /// When the short forms come in, in the same order as columns are left out.
        let shortening: Int

        init(
            _ title: String, key: String? = nil, right: Bool = false, expendability: Int = 0, short: String? = nil, shortening: Int = 0
        ) {
            self.title = title
            self.key = key ?? Self.key(of: title)
            alignsRight = right
            self.expendability = expendability
            shortTitle = short
            self.shortening = shortening
        }

        /// A title as a name in comma-separated values.
        static func key(of title: String) -> String {
            String(title.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "_" })
        }
    }

    /// Content, with a short form for narrow terminals and the whole value for spreadsheets.
    struct Cell: ExpressibleByStringInterpolation {
        let full: String
        let short: String
        /// Never cut or rounded; empty where there is nothing.
        let value: String
        let tone: Tone?

        init(_ full: String, short: String? = nil, value: String? = nil, tone: Tone? = nil) {
            self.full = Self.oneLine(full)
            self.short = short.map(Self.oneLine) ?? self.full
            self.value = value ?? (full == "-" ? "" : full)
            self.tone = tone
        }

        init(stringLiteral value: String) { self.init(value) }

        private static func oneLine(_ text: String) -> String { Output.printable(text.replacing("\n", with: " ")) }
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

    /// Whether there are no rows.
    var isEmpty: Bool { rows.isEmpty }

    mutating func add(_ cells: [String]) { rows.append(cells.map { Cell($0) }) }

    mutating func add(_ cells: [Cell]) { rows.append(cells) }

    /// The lines, none wider than `width` unless even the essential columns are, and the titles of the columns that had to go.
    func layout(width: Int, palette: Palette) -> (lines: [String], dropped: [String]) {
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
        let lines = ([nil] + rows.map(Optional.some)).map { row in
            let cells = shown.map { (index: $0, text: text(of: $0, in: row, isShort: short.contains($0)), tone: row?[$0].tone) }
            return Self.joined(pieces(of: cells, widths), width, palette)
        }
        return (lines, columns.indices.filter { !shown.contains($0) }.map { columns[$0].title })
    }

    /// Comma-separated values: names, then whole values.
    var commaSeparated: [String] {
        ([columns.map(\.key)] + rows.map { $0.map(\.value) }).map(CommaSeparated.line)
    }

    /// A Markdown table of all columns.
    var markdown: [String] {
        MarkdownTable(columns.map { ($0.title, $0.alignsRight) }, rows: rows.map { $0.map(\.full) }).lines
    }

    /// A row's texts and what stands between them.
    private func pieces(of cells: [(index: Int, text: String, tone: Tone?)], _ widths: [Int]) -> [(text: String, tone: Tone?)] {
        var pieces: [(text: String, tone: Tone?)] = []
        for (position, cell) in cells.enumerated() {
            let pad = String(repeating: " ", count: max(0, widths[cell.index] - cell.text.count))
            let gap = position == 0 ? "" : "  "
            let isRight = columns[cell.index].alignsRight
            pieces += [(isRight ? gap + pad : gap, nil), (cell.text, cell.tone), (isRight ? "" : pad, nil)]
        }
        while let last = pieces.last, last.text.allSatisfy({ $0 == " " }) { pieces.removeLast() }
        return pieces
    }

    /// One line of at most `width` columns.
    private static func joined(_ pieces: [(text: String, tone: Tone?)], _ width: Int, _ palette: Palette) -> String {
        let isTooWide = pieces.reduce(0) { $0 + $1.text.count } > width
        var room = isTooWide ? max(1, width - 1) : width
        var line = ""
        for piece in pieces where room > 0 {
            let text = String(piece.text.prefix(room))
            line += palette.paint(text, piece.tone)
            room -= text.count
        }
        return isTooWide ? line + "…" : line
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
