import Domain

/// A session's ledger as a person reads it.
struct EventTable {
    private let events: [LedgerEntry]

    init(_ events: [LedgerEntry]) { self.events = events }

    func lines(width: Int) -> [String] {
        guard !events.isEmpty else { return ["Nothing has happened yet."] }
        var table = Table([.init("AT", expendability: 1), .init("EVENT"), .init("DETAIL", expendability: 2)])
        for event in events { table.add([ProductJSON.rfc3339(event.at), event.event, event.detail]) }
        return table.lines(width: width)
    }
}
