import Domain
import Foundation
import HTTPTypes
import HTTP

/// One person who rents a machine over HTTP, extends it and ends it, through servers that come and go.
struct Renting: Sendable {
    let plan: RentalPlan
    let play: Play

    private var trace: Trace { play.trace }

    func run() async throws {
        try await trace.until(plan.at)
        guard let session = try await open() else { return }
        if let moment = plan.extended {
            try await trace.until(min(moment, Schedule.horizon))
            _ = try await reach { server in
                try await server.call(.post, "/api/v1/sessions/\(session)/extend", #"{"additional_hours":1}"#)
            }
        }
        if let moment = plan.ends {
            try await trace.until(min(moment, Schedule.horizon))
            try await Self.end(session, plan.end, play) { try await reach($0) }
        }
    }

    /// Asks for the session's end as its user does; the answer does not wait for it.
    static func end(
        _ session: String, _ how: RentalPlan.End, _ play: Play,
        _ reach: (@Sendable (Caller) async throws -> Caller.Answer) async throws -> Caller.Answer?
    ) async throws {
        let path = "/api/v1/sessions/\(session)"
        switch how {
        case .expire: try Rows(play.shop).expire(session)
        case .done: _ = try await reach { try await $0.call(.post, path + "/done", query: [URLQueryItem(name: "wait", value: "0")]) }
        case .delete: _ = try await reach { try await $0.call(.delete, path, query: [URLQueryItem(name: "wait", value: "0")]) }
        }
        play.trace.say("\(how.rawValue) \(session)")
    }

    /// Opens a session; `nil` when none could be had by the end of the schedule.
    private func open() async throws -> String? {
        struct Opened: Decodable {
            struct Session: Decodable {
                let id: String
            }
            let session: Session
        }
        for turn in 0..<4 {
            let offers = try await play.market.state().offers.filter { $0.dirty.isEmpty }.map(\.id).sorted()
            guard !offers.isEmpty else { return nil }
            let offer = offers[(plan.pick + turn) % offers.count]
            let body = """
                {"consumer_id":"\(plan.consumer)","offer_id":"vastai-\(offer)","workload_type":"llm","reservation_hours":1,"disk_gb":10,\
                "max_retries":\(plan.retries),"retry_scope":"\(plan.scope)"}
                """
            guard let answer = try await reach({ try await $0.call(.post, "/api/v1/sessions", body) }) else { return nil }
            if answer.status == 201 {
                let id = try answer.decoded(Opened.self).session.id
                play.crew.opened(id, as: plan)
                trace.say("\(plan.consumer) rents \(offer): session \(id)")
                return id
            }
            trace.say("\(plan.consumer) cannot rent \(offer): \(answer.status) \(String(decoding: answer.body.prefix(200), as: UTF8.self))")
        }
        return nil
    }

    /// Calls the server, and again when it was not there or died meanwhile; `nil` when the schedule is over.
    private func reach(_ call: @Sendable (Caller) async throws -> Caller.Answer) async throws -> Caller.Answer? {
        while true {
            if let server = play.crew.server {
                do { return try await call(server) } catch let error as TransportError { trace.say("\(error)") }
            }
            guard trace.seconds < Schedule.horizon else { return nil }
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
