import Domain

/// `templates show` as a person reads it.
struct TemplateText {
    let facts: Facts

    init(_ template: Template) {
        facts = Facts([
            "template": template.hashID,
            "name": template.name,
            "image": template.imageReference,
            "disk": template.recommendedDiskGB.map { "at least \($0) GB" },
            "asks for": template.extraFilters,
            "env": template.environment,
            "at start": template.onStart.map { $0.split(whereSeparator: \.isNewline).joined(separator: "\n") },
        ])
    }
}
