import API
import Domain
import Engine

/// `sessions list` as a person reads it.
struct SessionTable {
    private let list: SessionListShape

    init(_ list: SessionListShape) { self.list = list }

    func lines(width: Int) -> [String] {
        guard !list.sessions.isEmpty else {
            return [list.total == 0 ? "No sessions." : "No sessions on this page; there are \(list.total)."]
        }
        var table = Table([
            .init("ID"), .init("CONSUMER", expendability: 2), .init("PROVIDER", expendability: 4), .init("GPU", expendability: 1),
            .init("STATUS"), .init("$/HOUR", right: true, expendability: 3), .init("COST", right: true), .init("EXPIRES", expendability: 5),
        ])
        for session in list.sessions {
            let count = (session.gpu_count ?? 1) > 1 ? "\(session.gpu_count ?? 1)x " : ""
            table.add([
                session.id, session.consumer_id, session.provider ?? "-", session.gpu_type.map { count + $0 } ?? "-", session.status,
                MoneyText.fixed(session.price_per_hour.dollars, 3), MoneyText.dollars(session.cost_usd),
                session.stopped_at == nil ? ProductJSON.rfc3339(session.expires_at) : "over",
            ])
        }
        return table.lines(width: width) + ["", "\(list.count) of \(list.total) sessions."]
    }
}
