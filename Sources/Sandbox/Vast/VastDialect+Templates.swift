import HTTPTypes
import Hummingbird

extension VastDialect {
    func addTemplateRoutes(to router: Router<SandboxContext>) {
        for version in ["v0", "v1"] {
            on(.get, "\(version)/template", .templates, in: router) { dialect, request, _ in try dialect.templates(request) }
        }
    }

    private func templates(_ request: Request) throws -> JSONAnswer {
        let filters = try Self.filters(try request.argument("select_filters").map { try JSONValue(parsing: $0.utf8) })
        let rows = cloud.with { $0.templates.map(\.row) }.filter { row in filters.allSatisfy { $0.accepts(row[$0.field]) } }
        return JSONAnswer(body: [
            "success": true, "templates_found": .int(rows.count), "templates": .array(rows.map { .object($0) }),
        ])
    }
}
