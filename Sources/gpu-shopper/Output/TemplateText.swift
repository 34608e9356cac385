import Domain

/// `templates show` as a person reads it.
struct TemplateText {
    let lines: [String]

    init(_ template: Template) {
        let facts: [(String, String?)] = [
            ("template", template.hashID),
            ("name", template.name),
            ("image", template.imageReference),
            ("disk", template.recommendedDiskGB.map { "at least \($0) GB" }),
            ("asks for", template.extraFilters),
            ("env", template.environment),
        ]
        let words = facts.compactMap { name, value in value.map { name + String(repeating: " ", count: 11 - name.count) + $0 } }
        let script = template.onStart?.split(whereSeparator: \.isNewline).map { "  \($0)" } ?? []
        lines = (words + (script.isEmpty ? [] : ["at start"] + script)).map(Self.printable)
    }

    /// Whoever makes a template writes some of these: nothing in them may move a terminal's cursor.
    private static func printable(_ line: String) -> String {
        String(String.UnicodeScalarView(line.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
