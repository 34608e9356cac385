/// The environment variables of a run; a value or a whole object of another shape counts as not recorded.
struct RecordedEnvironment: Decodable {
    let variables: [String: String]?

    init(from decoder: any Decoder) throws {
        let recorded = try? decoder.singleValueContainer().decode([String: FlexibleText].self)
        variables = recorded?.compactMapValues(\.value)
    }
}
