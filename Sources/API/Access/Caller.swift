import Domain
import Engine
import HTTPTypes

/// Who sends a request, and what it may do.
struct Caller: Hashable, Sendable {
    /// A short name that tells tokens apart and gives none away; for logs and for what only the same caller may have.
    let name: String
    /// The consumer that it rents as; `nil` for any.
    let consumer: String?
    /// What it may do.
    let rights: APIRights

    /// Anybody on this machine, where no tokens are configured.
    static let local = Caller(name: "local", consumer: nil, rights: .admin)

    /// Throws `forbidden` without that right.
    func require(_ needed: APIRights) throws {
        guard rights < needed else { return }
        throw RefusedRequest(
            status: .forbidden, type: "forbidden",
            message: "this needs the right '\(needed.rawValue)', and the token has '\(rights.rawValue)'",
            hint: "Use a token with that right.")
    }

    /// The consumer that a request is about: the caller's own where none is named.
    ///
    /// Throws `forbidden` for another's, unless it may do everything.
    func consumer(named name: String?) throws -> String? {
        guard let consumer, rights < .admin else { return name ?? consumer }
        guard let name, name != consumer else { return consumer }
        throw RefusedRequest(
            status: .forbidden, type: "forbidden",
            message: "the token belongs to consumer \(consumer) and cannot act for \(name.prefix(128))",
            hint: "Leave consumer_id out, or use a token of that consumer.")
    }
}
