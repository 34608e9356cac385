import API
import ArgumentParser
import Domain
import Engine
import HTTPTypes
import Logging
import Storage

/// `gpu-shopper reconcile`.
struct Reconcile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the sessions on record with the machines on the accounts, and put right what differs.",
        discussion: """
            Ends machines of this deployment that no session knows, once they are old enough (ORPHAN_GRACE_PERIOD), and closes \
            sessions whose machine is gone. The server does it; where none works on the database, this command does.

            gpu-shopper reconcile
            """)

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let desk = try await ServerDesk.make(common, server)
        let report: ReconciliationReport
        let alarms: [AlarmShape]
        if let answer = try await desk.link.askIfThere(.post, "reconcile", timeout: .seconds(600)) {
            report = try answer.decoded()
            alarms = try await desk.link.ask(.get, "alarms").decoded(AlarmsShape.self).alarms
            if common.output == .json { desk.show(answer) }
        } else {
            (report, alarms) = try await reconcileLocally(desk)
            if common.output == .json { try desk.output.json(report) }
        }
        if common.output != .json { desk.output.show(Sheet(.facts(ReconciliationText(report).facts))) }
        for alarm in alarms { desk.output.note("alarm: \(alarm.message)") }
        if let refused = alarms.first(where: { $0.kind == Alarm.Kind.teardownRefused.rawValue }) {
            throw Problem(
                .providerRejectedKey, "\(refused.subject) cannot be ended with the key there is",
                hint: "Give the server a key that may end machines, or end it at its provider's own pages.")
        }
        if report.providers.contains(where: { !$0.ok }) {
            throw Problem(
                .unavailable, "not every provider could be asked: of the others' machines nothing is known",
                hint: "Run it again when they answer.")
        }
    }

    private func reconcileLocally(_ desk: ServerDesk) async throws -> (ReconciliationReport, [AlarmShape]) {
        let context = try await desk.local()
        if let server = try await ServerLease.standing(in: context.store, at: context.time.now) {
            throw Problem(
                .unavailable,
                "the server of this database (process \(server.owner.processID) at \(server.address)) does not answer",
                hint: "It works on the sessions; look at its log, or end it.")
        }
        try context.requireProviders()
        desk.output.note("note: no server works on the database \(context.store.path); this command does it")
        let report = try await LocalReconciliation(
            settings: context.settings, store: context.store, providers: context.providers, service: try context.sessionService(),
            time: context.time, logger: .writing(context.settings.logsJSON, level: context.settings.logLevel, usual: .warning)
        ).pass()
        return (report, AlarmsShape(ListPage(all: try await context.store.alarms())).alarms)
    }
}
