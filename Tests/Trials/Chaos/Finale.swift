import Domain
import Foundation
import HTTPTypes
import Glibc
import Storage

/// Nothing goes wrong any more: everything is brought to its end, as an operator would do it.
struct Finale: Sendable {
    let play: Play

    private var crew: Crew { play.crew }
    private var trace: Trace { play.trace }

    /// Returns the database when nothing is left to do, or when that takes too long.
    func run() async throws -> Store {
        trace.say("everything is brought to its end")
        try await play.market.clearFaults()
        try await server()
        let store = try Store.open(
            at: play.shop.database, time: SystemTime(), deploymentOverride: DeploymentID(rawValue: Setting.deployment))
        let resume = try crew.startBench(1000, "resume", ["bench", "resume", "-o", "json"])
        try await endRentals(store)
        let limit = ContinuousClock.now + .seconds(240)
        while ContinuousClock.now < limit {
            let isBusy = crew.all.contains { $0.status == nil && $0 !== crew.serverProcess }
            let unfinished = try await store.sessions(unfinishedOnly: true)
            if !isBusy, unfinished.isEmpty { break }
            try await server()
            try await Task.sleep(for: .milliseconds(100))
        }
        trace.say(
            "\(try await store.sessions(unfinishedOnly: true).count) sessions are left, \(resume.name) ended with \(resume.status ?? -1)")
        try await reconcile()
        let last = try await server()
        trace.say("\(last.name) stops: \(try await crew.stop(last))")
        return store
    }

    /// The server that runs, or a new one.
    @discardableResult
    private func server() async throws -> Spawned {
        if let running = crew.serverProcess, crew.wasTold(running) { try await running.end(within: .seconds(30)) }
        if let running = crew.serverProcess, running.status == nil {
            if crew.server != nil { return running }
            do {
                try await crew.meet(running)
                return running
            } catch let failure as TrialFailure {
                // One that was told to end in its first moments.
                trace.say("\(failure)")
                try await running.end(within: .seconds(30))
            }
        }
        return try await crew.startServer()
    }

    private func endRentals(_ store: Store) async throws {
        for session in try await store.sessions(unfinishedOnly: true) where session.plan.rental != nil && session.endWish == nil {
            let id = session.id.rawValue
            // One whose opening was not answered is ended by whoever finds it in the list.
            try await Renting.end(id, crew.opened[id]?.end ?? .delete, play) { call in
                try await server()
                guard let server = crew.server else { throw TrialFailure("no server is there") }
                return try await call(server)
            }
        }
    }

    /// One comparison of rows and accounts, once all there is can be seen and is old enough to be judged.
    private func reconcile() async throws {
        let now = Date().timeIntervalSince1970
        let unseen = try await play.market.machines().filter { $0.ended == nil }.compactMap(\.listedFrom).map { $0 - now }.max() ?? 0
        try await Task.sleep(for: .seconds(max(1.05, unseen + 0.05)))
        guard let server = crew.server else { throw TrialFailure("no server is there") }
        let answer = try await server.success(.post, "/api/v1/reconcile", timeout: .seconds(90))
        trace.say("reconciled: \(String(decoding: answer.body, as: UTF8.self))")
    }
}
