import API
import Domain
import Foundation
import HTTPTypes
import Storage

/// A session's id as a person types it: whole, or its first characters.
struct SessionReference {
    private let text: String

    init(_ text: String) throws {
        self.text = text.lowercased()
        let isHexadecimal = self.text.utf8.allSatisfy { byte in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
        }
        guard isHexadecimal, self.text.utf8.count <= 16 else { throw Self.unknown(text) }
        guard self.text.utf8.count >= 4 else {
            throw Problem(.invalidInput, "'\(text)' is too short for a session's id", hint: "Give at least its first four characters.")
        }
    }

    /// What to ask a server's list of sessions for.
    var query: [URLQueryItem] { [URLQueryItem(name: "id_prefix", value: text), URLQueryItem(name: "limit", value: "2")] }

    /// The whole id, by what the server knows.
    func resolved(at link: ServerLink) async throws -> String {
        try await resolved(in: try await link.ask(.get, "sessions", query: query), at: link)
    }

    /// The whole id, by the server's answer to the query.
    func resolved(in answer: ServerAnswer, at link: ServerLink) async throws -> String {
        if let id = try only(answer.decoded(SessionListShape.self).sessions.map(\.id)) { return id }
        let latest = try await link.ask(.get, "sessions", query: [URLQueryItem(name: "limit", value: "\(Self.mostCompared)")])
        throw Self.unknown(text, among: try latest.decoded(SessionListShape.self).sessions.map(\.id))
    }

    /// The whole id, by what the database knows.
    func resolved(in store: Store) async throws -> SessionID {
        let found = try await store.sessions(SessionFilter(idPrefix: text, limit: 2)).sessions.map(\.id.rawValue)
        if let id = try only(found).flatMap(SessionID.init(rawValue:)) { return id }
        throw Self.unknown(text, among: try await store.sessions(SessionFilter(limit: Self.mostCompared)).sessions.map(\.id.rawValue))
    }

    private static let mostCompared = 200

    private func only(_ found: [String]) throws -> String? {
        guard found.count < 2 else {
            throw Problem(
                .invalidInput, "several sessions begin with '\(text)', among them \(found.joined(separator: " and "))",
                hint: "Give more characters.")
        }
        return found.first
    }

    static func unknown(_ text: String, among ids: [String] = []) -> Problem {
        Problem(
            .notFound, "there is no session '\(text)'",
            hint: NearestID.question(text, among: ids) + "'gpu-shopper sessions list' shows all.")
    }
}
