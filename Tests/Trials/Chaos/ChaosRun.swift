package import Foundation
import Glibc
import TestSupport

/// One seed: the built programs against the built sandbox, faults, `kill -9`, and the books compared at the end.
package struct ChaosRun: Sendable {
    private let seed: UInt64
    private let binaries: Binaries
    private let keep: URL?

    /// Describes a run; `keep` is where the folder of one that found something goes.
    package init(seed: UInt64, binaries: Binaries, keep: URL? = nil) {
        self.seed = seed
        self.binaries = binaries
        self.keep = keep
    }

    /// What a seed does, in words.
    package static func schedule(of seed: UInt64) -> [String] { Schedule(seed: seed).lines }

    /// Plays it; nothing of it is left when this returns or throws.
    package func run() async throws -> ChaosOutcome {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let schedule = Schedule(seed: seed)
        let trace = Trace()
        for line in schedule.lines { trace.say(line) }
        let market = try await Marketplace.start(binaries, in: folder.url, Setting.market(seed: seed))
        do {
            let shop = try Shop(binaries, in: folder.url.appending(path: "shop"), market: market.address, settings: Setting.all)
            let crew = Crew(shop: shop, trace: trace)
            let audit: Audit
            do {
                audit = try await audited(schedule, market: market, shop: shop, crew: crew, trace: trace)
            } catch {
                await crew.clear()
                throw error
            }
            var findings = try audit.findings()
            await crew.clear()
            try await market.stop()
            for pid in try await Processes.clear(naming: folder.url.path) {
                findings.append(Finding(kind: .crash, detail: "process \(pid) outlived everything"))
            }
            for finding in findings { trace.say("FOUND \(finding)") }
            if !findings.isEmpty { try save(folder.url, trace) }
            return ChaosOutcome(
                seed: seed, kills: crew.kills, machines: audit.machines.count, sessions: audit.sessions.count, results: audit.results.count,
                findings: findings, trace: trace.lines, seconds: trace.seconds)
        } catch {
            market.program.signal(SIGTERM)
            try await market.program.end(within: .seconds(30))
            _ = try await Processes.clear(naming: folder.url.path)
            trace.say("\(error)")
            try save(folder.url, trace)
            throw error
        }
    }

    private func audited(_ schedule: Schedule, market: Marketplace, shop: Shop, crew: Crew, trace: Trace) async throws -> Audit {
        let play = Play(schedule: schedule, market: market, shop: shop, crew: crew, trace: trace)
        try await play.run()
        let store = try await Finale(play: play).run()
        return try await Audit(store, market: market, schedule: schedule, crew: crew, shop: shop)
    }

    private func save(_ folder: URL, _ trace: Trace) throws {
        guard let keep else { return }
        let place = keep.appending(path: "seed-\(seed)")
        if FileManager.default.fileExists(atPath: place.path) { try FileManager.default.removeItem(at: place) }
        try FileManager.default.createDirectory(at: keep, withIntermediateDirectories: true)
        try FileManager.default.copyItem(at: folder, to: place)
        try (trace.lines.joined(separator: "\n") + "\n").write(to: place.appending(path: "trace"), atomically: true, encoding: .utf8)
    }
}
