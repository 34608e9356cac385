import Domain

/// `templates list` as a person reads it.
struct TemplateTable {
    private let templates: [Template]

    init(_ templates: [Template]) { self.templates = templates }

    func lines(width: Int) -> [String] {
        guard !templates.isEmpty else { return ["No templates match."] }
        var table = Table([
            .init("HASH"), .init("NAME", expendability: 1), .init("DISK", right: true, expendability: 3),
            .init("IMAGE", expendability: 2),
        ])
        for template in templates {
            table.add([
                template.hashID, template.name, template.recommendedDiskGB.map { "\($0)GB" } ?? "-", template.imageReference,
            ])
        }
        return table.lines(width: width)
    }
}
