/// The answer to a search for templates; items are read one by one, so that a broken one spoils nothing.
struct VastTemplateList: Decodable, Sendable {
    let templates: [Tolerant<VastTemplateRow>]
}
