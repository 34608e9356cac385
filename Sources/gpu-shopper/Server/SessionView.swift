import API
import Domain
import Foundation
import HTTPTypes
import Storage

/// A session as a server shows it or, when none answers, as the local database has it.
struct SessionView {
    private struct Both: Encodable {
        let session: SessionShape
        let events: [LedgerEntry]
    }

    let session: SessionShape
    /// What happened in it, when that was asked for.
    let events: [LedgerEntry]?
    /// The server's own words; `nil` where the database was read.
    private let answers: (session: ServerAnswer, events: ServerAnswer?)?
    private let id: SessionID?

    /// Reads it; `events` asks for its ledger too.
    static func read(_ reference: SessionReference, at desk: ServerDesk, events: Bool) async throws -> SessionView {
        guard let probe = try await desk.link.askIfThere(.get, "sessions", query: reference.query) else {
            return try await readLocally(reference, at: desk, events: events)
        }
        let id = try await reference.resolved(in: probe, at: desk.link)
        let session = try await desk.link.ask(.get, "sessions/\(id)")
        let ledger = events ? try await desk.link.ask(.get, "sessions/\(id)/events") : nil
        return SessionView(
            session: try session.decoded(), events: try ledger?.decoded(EventsShape.self).events, answers: (session, ledger), id: nil)
    }

    /// The session alone, or both where events were asked for.
    func printJSON(_ desk: ServerDesk) throws {
        if let events {
            try desk.output.json(Both(session: session, events: events))
        } else if let answers {
            desk.show(answers.session)
        } else {
            try desk.output.json(session)
        }
    }

    /// The events alone.
    func printEvents(_ desk: ServerDesk) throws {
        if let answer = answers?.events { return desk.show(answer) }
        guard let id else { throw Problem(.internalError, "a session without events was to be printed with them") }
        try desk.output.json(EventsShape(id, events ?? []))
    }

    private static func readLocally(_ reference: SessionReference, at desk: ServerDesk, events: Bool) async throws -> SessionView {
        let context = try await desk.local()
        desk.noteLocal(context)
        let id = try await reference.resolved(in: context.store)
        guard let details = try await context.store.details(of: id) else { throw SessionReference.unknown(id.rawValue) }
        return SessionView(
            session: SessionShape(details, at: context.time.now),
            events: events ? try await context.store.ledger(of: id) : nil, answers: nil, id: id)
    }
}
