/// Comma-separated values as RFC 4180 has them, with the line ends of this system.
enum CommaSeparated {
    /// One record; a field is quoted where a comma, a quote or a line's end stands in it.
    static func line(_ fields: [String]) -> String {
        fields.map { field in
            field.contains { $0 == "," || $0 == "\"" || $0.isNewline } ? "\"" + field.replacing("\"", with: "\"\"") + "\"" : field
        }.joined(separator: ",")
    }
}
