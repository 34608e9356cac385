import Domain

/// `templates list` as a person reads it.
struct TemplateTable {
    private let templates: [Template]

    init(_ templates: [Template]) { self.templates = templates }

    var sheet: Sheet { templates.isEmpty ? Sheet(.rows(table), .words(["No templates match."])) : Sheet(.rows(table)) }

    private var table: Table {
        var table = Table([
            .init("HASH", key: "hash_id"), .init("NAME", expendability: 1),
            .init("DISK", key: "recommended_disk_space", right: true, expendability: 3), .init("IMAGE", expendability: 2),
        ])
        for template in templates {
            table.add([
                .init(template.hashID), .init(template.name), .whole(template.recommendedDiskGB, unit: "GB"),
                .init(template.imageReference),
            ])
        }
        return table
    }
}
