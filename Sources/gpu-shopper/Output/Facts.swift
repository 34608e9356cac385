/// What is known of a single thing: name and value.
struct Facts {
    /// One of them.
    struct Fact {
        let name: String
        let value: String
        let tone: Tone?
    }

    private var facts: [Fact] = []

    /// Leaves out what has no value.
    init(_ facts: KeyValuePairs<String, String?> = [:]) {
        for (name, value) in facts { add(name, value) }
    }

    /// Adds one, when it has a value.
    mutating func add(_ name: String, _ value: String?, _ tone: Tone? = nil) {
        guard let value, !value.isEmpty else { return }
        facts.append(Fact(name: name, value: value, tone: tone))
    }

    /// The lines for a person, the values below each other; a value of several lines stands below its name.
    func lines(_ palette: Palette) -> [String] {
        let width = max(11, (facts.map(\.name.count).max() ?? 0) + 2)
        return facts.flatMap { fact -> [String] in
            let lines = fact.value.split(whereSeparator: \.isNewline).map { Output.printable(String($0).replacing("\t", with: "    ")) }
            guard lines.count == 1 else { return [fact.name] + lines.map { "  " + palette.paint($0, fact.tone) } }
            return [fact.name + String(repeating: " ", count: width - fact.name.count) + palette.paint(lines[0], fact.tone)]
        }
    }

    /// The same as rows.
    var table: Table {
        var table = Table([.init("NAME"), .init("VALUE")])
        for fact in facts { table.add([.init(fact.name, value: Table.Column.key(of: fact.name)), .init(fact.value)]) }
        return table
    }
}
