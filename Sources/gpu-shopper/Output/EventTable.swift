import Domain

/// A session's ledger as a person reads it.
struct EventTable {
    private let events: [LedgerEntry]

    init(_ events: [LedgerEntry]) { self.events = events }

    var sheet: Sheet { events.isEmpty ? Sheet(.rows(table), .words(["Nothing has happened yet."])) : Sheet(.rows(table)) }

    private var table: Table {
        var table = Table([.init("AT", expendability: 1), .init("EVENT"), .init("DETAIL", expendability: 2)])
        for event in events { table.add([.moment(event.at), .init(event.event), .init(event.detail)]) }
        return table
    }
}
