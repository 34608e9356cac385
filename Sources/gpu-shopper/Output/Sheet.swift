/// A result in parts, for a person to read or a spreadsheet to take.
struct Sheet {
    /// One part.
    enum Part {
        /// Rows; a person sees nothing of a table that has none, and a spreadsheet may get more than a person.
        case rows(Table, whole: Table? = nil)
        /// What is known of a single thing.
        case facts(Facts)
        /// What is said to a person around them; beside a spreadsheet it goes to standard error.
        case words([String])
        /// What a person reads in place of the rows.
        case told([Line], Table)
    }

    /// A line that may begin with a word in color.
    struct Line {
        let mark: String
        let tone: Tone?
        let text: String

        init(_ text: String, mark: String = "", tone: Tone? = nil) {
            self.mark = mark
            self.tone = tone
            self.text = text
        }
    }

    let parts: [Part]

    /// The parts, with an empty line between each two for a person.
    init(_ parts: Part...) { self.parts = parts }

    /// The same from a list.
    init(_ parts: [Part]) { self.parts = parts }

    /// A sentence about what was done; the facts of it where a spreadsheet is wanted.
    static func sentence(_ text: String, _ facts: Facts) -> Sheet { Sheet(.told([Line(text)], facts.table)) }
}
