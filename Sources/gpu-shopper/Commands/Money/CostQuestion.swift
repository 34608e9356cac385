import Domain
import Engine
import Foundation
import HTTPTypes

/// Asks what was spent, here or at the server that was named, and prints it.
struct CostQuestion {
    let desk: ServerDesk

    /// What a query asks for; `arguments` are the same for a server.
    func answer(_ query: CostQuery, path: String, _ arguments: [(String, String?)]) async throws {
        let report: CostReport
        if let context = try await desk.localUnlessNamed() {
            report = try await Costs(store: context.store, time: context.time).report(query)
            if desk.output.format == .json { return try desk.output.json(report) }
        } else {
            let items = arguments.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
            let answer = try await desk.link.ask(.get, path, query: items)
            if desk.output.format == .json { return desk.show(answer) }
            report = try answer.decoded()
        }
        desk.output.show(CostText(report).sheet)
    }

    /// What one session cost.
    func answer(for session: SessionReference) async throws {
        let cost: SessionCost
        if let context = try await desk.localUnlessNamed() {
            let id = try await session.resolved(in: context.store)
            cost = try await Costs(store: context.store, time: context.time).total(of: id)
            if desk.output.format == .json { return try desk.output.json(cost) }
        } else {
            let id = try await session.resolved(at: desk.link)
            let answer = try await desk.link.ask(.get, "costs", query: [URLQueryItem(name: "session_id", value: id)])
            if desk.output.format == .json { return desk.show(answer) }
            cost = try answer.decoded()
        }
        let facts = Facts(["session id": cost.session.rawValue, "total cost": FlagRange.plain(cost.total.dollars)])
        desk.output.show(.sentence("Session \(cost.session) cost \(MoneyText.dollars(cost.total)).", facts))
    }
}
