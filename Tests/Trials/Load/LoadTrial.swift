import Domain
import Foundation
import Glibc
import HTTPTypes
import SSH
import Storage
import TestSupport

/// A server with many live sessions: what it uses, and whether it still finds what is wrong.
package struct LoadTrial: Sendable {
    /// Whose machines they are.
    static let deployment = "load"

    private let binaries: Binaries
    private let sessions: Int

    /// Describes a trial.
    package init(_ binaries: Binaries, sessions: Int) {
        self.binaries = binaries
        self.sessions = sessions
    }

    /// Runs it; nothing of it is left when this returns or throws.
    ///
    /// - Parameters:
    ///   - passes: comparisons to measure.
    ///   - idle: seconds in which nothing happens and the server is watched; 0 for none.
    ///   - disturbing: how many machines vanish, and how many appear, before the last comparison.
    package func run(passes: Int, idle: Double, disturbing: Int) async throws -> LoadFigures {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let key = SSHKeyPair(comment: "load")
        let home = folder.url.appending(path: "login")
        try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
        let login = folder.path("login.sh")
        try Data("HOME='\(home.path)'; export HOME; cd; exec sh -c \"$SSH_ORIGINAL_COMMAND\"\n".utf8).write(to: URL(filePath: login))
        let host = try await LoopbackSSHD.start(
            authorizedKeys: [key.publicKeyLine], options: ["ForceCommand /bin/sh '\(login)'", "MaxStartups \(sessions + 100)"])
        do {
            let market = try await Marketplace.start(
                binaries, in: folder.url,
                ["--offers", String(min(10_000, sessions * 3 + 50)), "--start-scripts", "no", "--balance", "1000000"])
            do {
                let figures = try await run(passes, idle, disturbing, market: market, host: host, key: key, folder: folder.url)
                try await market.stop()
                await host.end()
                return figures
            } catch {
                await market.program.kill()
                throw error
            }
        } catch {
            await host.end()
            _ = try await Processes.clear(naming: folder.url.path)
            throw error
        }
    }

    private func run(
        _ passes: Int, _ idle: Double, _ disturbing: Int, market: Marketplace, host: LoopbackSSHD, key: SSHKeyPair, folder: URL
    ) async throws -> LoadFigures {
        let shop = try Shop(
            binaries, in: folder.appending(path: "shop"), market: market.address,
            settings: [
                "DEPLOYMENT_ID": Self.deployment, "VASTAI_REQUESTS_PER_SECOND": "100", "RECONCILIATION_INTERVAL": "1h",
                "LIFECYCLE_STARTUP_SWEEP_ENABLED": "false", "ORPHAN_GRACE_PERIOD": "1ms", "TEARDOWN_CONFIRM_INTERVAL": "300ms",
                "LOG_LEVEL": "warning", "SERVER_PORT": "1",
            ])
        try await LiveSessions(shop: shop, market: market, host: host, key: key).make(sessions)
        let begun = ContinuousClock.now
        let server = try shop.start("serve", ["serve", "--port", "0"])
        do {
            let line = try await server.line(within: .seconds(60))
            let caller = try Caller(line.split(separator: " ").last.map(String.init) ?? "")
            try await quiet(server, host: host)
            let up = try ProcessLoad(of: server.pid)
            let takingUp = ((ContinuousClock.now - begun) / .seconds(1), up.processor)
            let perMinute = try await idling(server, for: idle)
            var measured: [LoadFigures.Pass] = []
            for number in 1...passes {
                if number == passes { try await disturb(market, disturbing) }
                measured.append(try await pass(server, caller))
            }
            let load = try ProcessLoad(of: server.pid)
            let perScrape = try await scraping(server, caller)
            let store = try Store.open(
                at: shop.database, time: SystemTime(), deploymentOverride: DeploymentID(rawValue: Self.deployment))
            let inUse = try await store.unfinished(at: Date()).count { $0.isInUse }
            let living = try await market.state().instances.count
            server.signal(SIGTERM)
            guard try await server.end(within: .seconds(60)) == 0 else { throw TrialFailure("the server failed: \(server.saidErrors)") }
            return LoadFigures(
                sessions: sessions, takingUp: takingUp, memory: (load.memory, load.peak), idlePerMinute: perMinute,
                perScrape: perScrape, passes: measured, inUse: inUse, machines: living)
        } catch {
            await server.kill()
            throw error
        }
    }

    /// Waits until every machine was logged in to, and the server rests.
    private func quiet(_ server: Spawned, host: LoopbackSSHD) async throws {
        let limit = ContinuousClock.now + .seconds(300)
        var last = -1.0
        while ContinuousClock.now < limit {
            guard server.status == nil else { throw TrialFailure("the server ended: \(server.saidErrors)") }
            let used = try ProcessLoad(of: server.pid).processor
            if used - last < 0.03, host.log.components(separatedBy: "Accepted publickey").count > sessions { return }
            last = used
            try await Task.sleep(for: .seconds(1))
        }
        throw TrialFailure("the server does not come to rest: \(server.saidErrors.suffix(500))")
    }

    private func idling(_ server: Spawned, for seconds: Double) async throws -> Double {
        guard seconds > 0 else { return 0 }
        let before = try ProcessLoad(of: server.pid).processor
        try await Task.sleep(for: .seconds(seconds))
        return (try ProcessLoad(of: server.pid).processor - before) * 60 / seconds
    }

    private func scraping(_ server: Spawned, _ caller: Caller) async throws -> Double {
        let before = try ProcessLoad(of: server.pid).processor
        for _ in 0..<Self.scrapes { _ = try await caller.success(.get, "/metrics") }
        return (try ProcessLoad(of: server.pid).processor - before) / Double(Self.scrapes)
    }

    /// The system counts in hundredths of a second.
    private static let scrapes = 20

    private func pass(_ server: Spawned, _ caller: Caller) async throws -> LoadFigures.Pass {
        let before = try ProcessLoad(of: server.pid).processor
        let begun = ContinuousClock.now
        let report = try await caller.success(.post, "/api/v1/reconcile", timeout: .seconds(300)).decoded(PassReport.self)
        let wall = (ContinuousClock.now - begun) / .seconds(1)
        return LoadFigures.Pass(processor: try ProcessLoad(of: server.pid).processor - before, wall: wall, report: report)
    }

    /// Some machines vanish behind the server's back, and as many appear that no session knows.
    private func disturb(_ market: Marketplace, _ count: Int) async throws {
        for machine in try await market.machines().prefix(count) { try await market.remove(machine.id) }
        for number in 0..<count {
            let id = String(number, radix: 16)
            _ = try await market.plant(label: "gpu-shopper-\(Self.deployment)-\(String(repeating: "0", count: 16 - id.count))\(id)")
        }
    }
}
