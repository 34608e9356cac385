import Domain
import Foundation
import Logging
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Engine

@Suite struct AlarmsTests {
    private final class Log: Sendable {
        private let stored = Mutex<[String]>([])
        var lines: [String] { stored.withLock { $0 } }
        func add(_ level: Logger.Level, _ line: String) { stored.withLock { $0.append("\(level): \(line)") } }
    }

    @Test func `an alarm is told once until it is over, then again`() async throws {
        try await Bed.use { bed in
            let log = Log()
            let hook = AlarmWebhook(try Webhook(url: "https://x.invalid/h", secret: Secret("s")), seal: bed.seal)
            let alarms = Alarms(store: bed.store, time: bed.time, webhook: hook, log: log.add)
            #expect(try await alarms.raise(.orphan, "vastai-7", "found", details: ["price_per_hour": 0.3]))
            #expect(try await !alarms.raise(.orphan, "vastai-7", "found again"))
            #expect(try await alarms.clear(.orphan, "vastai-7"))
            #expect(try await !alarms.clear(.orphan, "vastai-7"))
            #expect(try await alarms.raise(.orphan, "vastai-7", "back"))
            #expect(
                log.lines == [
                    "critical: alarm orphan (vastai-7): found", "notice: alarm orphan (vastai-7) is over",
                    "critical: alarm orphan (vastai-7): back",
                ])
            let deliveries = try await bed.store.deliveries()
            #expect(
                deliveries.map { String(decoding: $0.message.body, as: UTF8.self) } == [
                    """
                    {"at":"2026-11-23T05:00:00Z","deployment":"\(bed.store.deploymentID)","details":{"price_per_hour":0.3},\
                    "event":"orphan","message":"found","subject":"vastai-7"}
                    """,
                    """
                    {"at":"2026-11-23T05:00:00Z","deployment":"\(bed.store.deploymentID)","details":{},"event":"orphan",\
                    "message":"back","subject":"vastai-7"}
                    """,
                ])
            #expect(try deliveries.map { try Webhook.secret(of: $0.message, opening: bed.seal) } == [Data("s".utf8), Data("s".utf8)])
        }
    }

    @Test func `an alarm works with nobody to tell`() async throws {
        try await Bed.use { bed in
            let alarms = Alarms(store: bed.store, time: bed.time)
            let isNew = try await alarms.raise(.teardownLate, "vastai-7", "late")
            #expect(isNew)
            #expect(try await bed.store.alarms().map(\.kind) == [.teardownLate])
            #expect(try await bed.store.deliveries().isEmpty)
        }
    }

    @Test func `a damaged key file keeps no alarm from being raised`() async throws {
        try await Bed.use { bed in
            try Data([1, 2, 3]).write(to: URL(filePath: bed.folder.path("shop.db.key")))
            let log = Log()
            let hook = AlarmWebhook(try Webhook(url: "https://x.invalid/h", secret: Secret("s")), seal: bed.seal)
            let alarms = Alarms(store: bed.store, time: bed.time, webhook: hook, log: log.add)
            #expect(try await alarms.raise(.orphan, "vastai-7", "found"))
            #expect(try await bed.store.alarms().count == 1)
            #expect(log.lines.count == 2)
            #expect(log.lines.first?.contains("shop.db.key") == true)
        }
    }

    @Test(arguments: [
        "https://discord.com/api/webhooks/1/token", "http://127.0.0.1:9/h?x=1&y=%20", "HTTPS://hooks.slack.com/services/T/B/x",
        "http://[::1]:80",
    ])
    func `an address is called as it stands`(url: String) throws {
        let webhook = try Webhook(url: url)
        #expect(webhook.url == url)
        #expect(!"\(webhook)".contains("token") && !"\(webhook)".contains("services"))
        #expect(try Settings(process: ["ALERT_WEBHOOK_URL": url], folder: URL(filePath: "/nowhere")).alertWebhook == webhook)
    }

    @Test(arguments: [
        "", "x.invalid", "ftp://x.invalid", "http://", "http://me:pw@x.invalid", "http://x.invalid/#a", "http://x\n.invalid", "http://x:0/",
    ])
    func `what cannot be called is refused without being shown`(url: String) throws {
        let problem = #expect(throws: Problem.self) { _ = try Webhook(url: url) }
        #expect(problem?.code == .invalidInput)
        guard !url.isEmpty else { return }
        let setting = #expect(throws: Problem.self) {
            _ = try Settings(process: ["ALERT_WEBHOOK_URL": url], folder: URL(filePath: "/nowhere"))
        }
        #expect(setting?.message == "ALERT_WEBHOOK_URL (environment) has a value that cannot be used")
    }

    @Test func `a secret without an address is warned about`() throws {
        let settings = try Settings(process: ["ALERT_WEBHOOK_SECRET": "hunter2"], folder: URL(filePath: "/nowhere"))
        #expect(settings.alertWebhook == nil)
        #expect(settings.warnings == ["ALERT_WEBHOOK_SECRET is set and ALERT_WEBHOOK_URL is not: nobody is told of alarms"])
        let both = try Settings(
            process: ["ALERT_WEBHOOK_SECRET": "hunter2", "ALERT_WEBHOOK_URL": "https://x.invalid"], folder: URL(filePath: "/nowhere"))
        #expect(both.alertWebhook?.secret?.exposed == "hunter2")
        #expect(!"\(both)".contains("hunter2"))
    }
}
