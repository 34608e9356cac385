import API
import Domain
import Engine
import Foundation
import HTTPTypes

/// A schedule as a person names it: by its name or its id.
struct ScheduleReference {
    private let text: String

    init(_ text: String) { self.text = text }

    /// All schedules of a server.
    static func list(at link: ServerLink) async throws -> ServerAnswer {
        try await link.ask(.get, "benchmark-schedules", query: [URLQueryItem(name: "limit", value: "1000")])
    }

    /// Its id; throws `.notFound`.
    func resolved(in desk: RunDesk) async throws -> String {
        try found(in: try await desk.schedules().map { ($0.id, $0.name) })
    }

    /// Its id at a server; throws `.notFound`.
    func resolved(at link: ServerLink) async throws -> String {
        let list: ScheduleListShape = try await Self.list(at: link).decoded()
        return try found(in: list.schedules.map { ($0.id, $0.name) })
    }

    private func found(in all: [(id: String, name: String)]) throws -> String {
        if let one = all.first(where: { $0.id == text || $0.name == text }) { return one.id }
        let near = EditDistance.nearest(to: text, in: all.map { ($0.name, $0.name) }, atMost: max(2, text.utf8.count / 3), limit: 1).first
        throw Problem(
            .notFound, "schedule not found: \(text.prefix(64))",
            hint: near.map { "Did you mean '\($0)'?" } ?? "'gpu-shopper runs schedules list' shows all.")
    }
}
