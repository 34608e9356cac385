import API
import Domain
import Engine

/// `sessions list` as a person reads it.
struct SessionTable {
    private let list: SessionListShape

    init(_ list: SessionListShape) { self.list = list }

    var sheet: Sheet {
        guard !list.sessions.isEmpty else {
            let words = list.total == 0 ? "No sessions." : "No sessions on this page; there are \(list.total)."
            return Sheet(.rows(table), .words([words]))
        }
        return Sheet(.rows(table), .words(["\(list.count) of \(list.total) sessions."]))
    }

    private var table: Table {
        var table = Table([
            .init("ID"), .init("CONSUMER", key: "consumer_id", expendability: 2), .init("PROVIDER", expendability: 4),
            .init("GPU", key: "gpu_type", expendability: 1), .init("STATUS"),
            .init("$/HOUR", key: "price_per_hour", right: true, expendability: 3), .init("COST", key: "cost_usd", right: true),
            .init("EXPIRES", key: "expires_at", expendability: 5),
        ])
        for session in list.sessions {
            let count = (session.gpu_count ?? 1) > 1 ? "\(session.gpu_count ?? 1)x " : ""
            table.add([
                .init(session.id), .init(session.consumer_id), .init(session.provider ?? "-"),
                .init(session.gpu_type.map { count + $0 } ?? "-"), .init(session.status, tone: .of(status: session.status)),
                .price(session.price_per_hour), .dollars(session.cost_usd),
                session.stopped_at == nil ? .moment(session.expires_at) : .init("over", value: ""),
            ])
        }
        return table
    }
}
