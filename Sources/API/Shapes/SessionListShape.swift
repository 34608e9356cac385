import Domain
public import Foundation
public import Storage

/// A page of sessions.
public struct SessionListShape: Codable, Sendable {
    /// The page, the newest first.
    public let sessions: [SessionShape]
    /// How many are on it.
    public let count: Int
    /// How many there are on all pages.
    public let total: Int

    /// What to ask for the next page with; absent on the last one.
    public let next_cursor: String?

    /// What a page looks like at `date`.
    public init(_ page: SessionPage, at date: Date) {
        sessions = page.sessions.map { SessionShape($0, endReason: page.endReasons[$0.id], at: date) }
        count = page.sessions.count
        total = page.total
        next_cursor = page.isLast ? nil : page.sessions.last.map { PageMark(createdAt: $0.createdAt, id: $0.id).text }
    }
}
