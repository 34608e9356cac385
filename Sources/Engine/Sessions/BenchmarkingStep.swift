import Domain
import Foundation
import Providers
import SSH

/// Follows a detached benchmark through its files; reconnects as often as it must.
struct BenchmarkingStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        let machine = try worker.machine(of: claim.session)
        let paths = RemotePaths(session: claim.session)
        var claim = claim
        var lastContact = worker.time.now
        var hasPulled = false
        while true {
            if worker.isLate(claim.session) {
                return try await failed(claim, Problem(.timedOut, "the benchmark was not over at its deadline"))
            }
            let session = claim.session
            do {
                let ending = try await worker.interrupt.cutting { [hasPulled] in
                    try await machine.connected { host in
                        try await follow(host, session: session, paths: paths, hasPulled: hasPulled)
                    }
                }
                switch ending {
                case .complete: return try await worker.apply(.benchmarkEnded, to: claim, detail: "the benchmark is complete")
                case .failed(let problem): return try await failed(claim, problem)
                case .turn(let pulled):
                    hasPulled = pulled
                    lastContact = worker.time.now
                }
            } catch let error as SSHError {
                let silence = worker.time.now.timeIntervalSince(lastContact)
                worker.tell(.note("the machine is out of reach for \(Int(silence)) s: \(error.message)"), session)
                if silence > worker.deadlines.outOfReach.inSeconds || !error.isWorthRetrying {
                    return try await failed(claim, Problem(wrapping: error, doing: "following the benchmark"))
                }
                if let gone = try await vanished(session) { return try await worker.failAttempt(claim, gone, replace: true) }
                try await worker.interrupt.cutting { try await worker.time.sleep(for: .seconds(2)) }
            }
            claim = try await worker.keeping(claim)
        }
    }

    private enum Ending: Sendable {
        case complete
        case failed(Problem)
        /// Time to renew the lease; the flag says whether the pull is over.
        case turn(hasPulled: Bool)
    }

    /// Looks every second until something ends or a lease's third has passed.
    private func follow(
        _ host: RemoteHost, session: Session, paths: RemotePaths, hasPulled: Bool
    ) async throws -> Ending {
        let begun = worker.time.now
        var hasPulled = hasPulled
        var missing = 0
        while worker.time.now.timeIntervalSince(begun) < SessionWorker.lease / 3, !worker.isLate(session) {
            let output = try await host.run(
                ShellCommand("sh", "-c", BenchmarkSighting.probe, "sh", paths.archive), timeout: .seconds(20))
            let sighting = BenchmarkSighting(probeOutput: output.text)
            if sighting.isComplete { return .complete }
            if let failure = sighting.failure {
                return .failed(Problem(.benchmarkFailed, "the benchmark failed in stage \(failure.stage): \(failure.reason)"))
            }
            if let status = sighting.status {
                missing = 0
                if !sighting.isAlive {
                    // It may have written its last words between the sections of this probe.
                    missing = 2
                }
                if let age = sighting.heartbeatAge, age > worker.deadlines.heartbeat.inSeconds {
                    return .failed(Problem(.benchmarkFailed, "the benchmark went silent \(Int(age)) s ago in stage \(status.stage)"))
                }
                hasPulled = tell(status, session: session, hasPulled: hasPulled)
            } else {
                missing += 1
            }
            if missing >= 2,
                let dead = try await deadScript(host, paths: paths, patience: sighting.status == nil ? 15 : 1, session: session)
            {
                return .failed(dead)
            }
            try await worker.time.sleep(for: worker.deadlines.benchmarkPoll)
        }
        return .turn(hasPulled: hasPulled)
    }

    /// Confirms that the script is gone without a word; `nil` when it is merely slow to start.
    private func deadScript(_ host: RemoteHost, paths: RemotePaths, patience: Double, session: Session) async throws -> Problem? {
        guard worker.time.now.timeIntervalSince(session.stepEnteredAt) > patience else { return nil }
        let again = BenchmarkSighting(
            probeOutput: try await host.run(
                ShellCommand("sh", "-c", BenchmarkSighting.probe, "sh", paths.archive), timeout: .seconds(20)
            ).text)
        guard !again.isAlive, !again.isComplete, again.failure == nil else { return nil }
        let log = try await host.run(
            ShellCommand("tail", "-c", "300", paths.folder + "/start.log"), timeout: .seconds(20))
        let words = log.text.split(separator: "\n").last.map { ": \($0)" } ?? ""
        return Problem(.benchmarkFailed, "the benchmark script died without a word\(words)")
    }

    private func tell(_ status: BenchmarkSighting.Status, session: Session, hasPulled: Bool) -> Bool {
        switch status.stage {
        case "pull":
            worker.tell(.pulling(completed: status.pullCompleted, total: status.pullTotal), session)
            return false
        case "measure":
            if !hasPulled {
                let size = status.pullTotal > 0 ? "  \(MoneyText.fixed(status.pullTotal / ByteUnits.bytesPerGB, 1)) GB" : ""
                worker.tell(.pulled("\(session.plan.model)\(size), loaded and warm"), session)
            }
            worker.tell(
                .measuring(
                    tokensPerSecond: status.tokensPerSecond, requests: status.requests,
                    elapsed: worker.time.now.timeIntervalSince(session.stepEnteredAt), planned: Double(session.plan.durationSeconds)),
                session)
            return true
        default:
            worker.tell(.preparing(status.stage), session)
            return hasPulled
        }
    }

    private func failed(_ claim: SessionClaim, _ problem: Problem) async throws -> SessionClaim {
        try await worker.apply(.benchmarkFailed, to: claim, detail: problem.message) { row in
            row.failure = SessionFailure(problem)
            row.updateCurrentAttempt { $0.failure = SessionFailure(problem) }
        }
    }

    /// Whether the provider, asked by id, says that the machine is gone or dead.
    private func vanished(_ session: Session) async throws -> Problem? {
        guard let id = session.currentAttempt?.instance else { return nil }
        do {
            guard let instance = try await worker.providers.provider(id.provider).instance(id) else {
                return Problem(.unavailable, "\(id) vanished during the benchmark")
            }
            if case .dead(let word) = instance.phase { return Problem(.unavailable, "\(id) became \(word) during the benchmark") }
            return nil
        } catch let problem as Problem {
            worker.tell(.note(problem.message), session)
            return nil
        }
    }
}
