import Console

extension Output {
    /// Prints a result in the form that was asked for; JSON is printed by `json`, from the values themselves.
    func show(_ sheet: Sheet) {
        switch format {
        case .table, .json: showTable(sheet)
        case .csv: showParts(sheet) { $0.commaSeparated }
        case .markdown: showParts(sheet) { $0.markdown }
        }
    }

    private func showTable(_ sheet: Sheet) {
        var dropped: [String] = []
        var isFirst = true
        for part in sheet.parts {
            var lines: [String]
            switch part {
            case .rows(let table, _):
                guard !table.isEmpty else { continue }
                let layout = table.layout(width: terminal.width, palette: terminal.results)
                dropped += layout.dropped
                lines = layout.lines
            case .facts(let facts): lines = facts.lines(terminal.results)
            case .words(let words): lines = words.map(Self.printable)
            case .told(let told, _): lines = told.map { terminal.results.paint($0.mark, $0.tone) + Self.printable($0.text) }
            }
            guard !lines.isEmpty else { continue }
            if !isFirst { lines.insert("", at: 0) }
            isFirst = false
            for line in lines { Self.write(line + "\n", to: .output) }
        }
        guard !dropped.isEmpty else { return }
        note("note: \(terminal.width) columns are too few for \(dropped.joined(separator: ", ")); -o csv prints all")
    }

    private func showParts(_ sheet: Sheet, _ lines: (Table) -> [String]) {
        var isFirst = true
        for part in sheet.parts {
            let table: Table
            switch part {
            case .words(let words):
                for line in words where !line.isEmpty { note(line) }
                continue
            case .rows(let rows, let whole): table = format == .csv ? whole ?? rows : rows
            case .told(_, let rows): table = rows
            case .facts(let facts): table = facts.table
            }
            if !isFirst { line() }
            isFirst = false
            for row in lines(table) { line(row) }
        }
    }
}
