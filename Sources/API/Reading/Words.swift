import Domain

/// Words out of a closed list and numbers, as callers write them.
enum Words {
    /// A bound as a person writes it.
    static func plain(_ number: Double) -> String { Int(exactly: number).map(String.init) ?? "\(number)" }

    /// The word's case; a `Problem` lists the words that there are.
    static func reading<Word: RawRepresentable<String> & CaseIterable>(_ text: String, as name: String) throws -> Word {
        if let word = Word(rawValue: text) { return word }
        throw Problem(.invalidInput, "\(name) must be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
}
