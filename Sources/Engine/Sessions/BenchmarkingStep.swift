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
        let contact = LastContact(worker.time.now)
        var claim = claim
        var hasPulled = false
        while true {
            let session = claim.session
            do {
                let ending = try await worker.interrupt.cutting { [hasPulled] in
                    try await worker.dialer.connected(to: machine) { host in
                        try await follow(host, session: session, paths: paths, hasPulled: hasPulled, contact: contact)
                    }
                }
                switch ending {
                case .complete:
                    return try await worker.apply(
                        .benchmarkEnded, to: try await noteTraffic(claim, contact), detail: "the benchmark is complete")
                case .failed(let problem): return try await failed(try await noteTraffic(claim, contact), problem)
                case .turn(let pulled):
                    claim = try await noteTraffic(claim, contact)
                    if worker.isLate(session) {
                        return try await failed(claim, Problem(.timedOut, "the benchmark was not over at its deadline"))
                    }
                    hasPulled = pulled
                }
            } catch let error as SSHError {
                let silence = worker.time.now.timeIntervalSince(contact.at)
                worker.tell(.note("the machine is out of reach for \(Int(saturating: silence)) s: \(error.message)"), session)
                // A process that takes the step up after its deadline looks at least once: it may be long complete.
                let patience = min(worker.deadlines.outOfReach.inSeconds, worker.isLate(session) ? 60 : .infinity)
                if silence > patience || error.isFinal {
                    return try await failed(claim, Problem(wrapping: error, doing: "following the benchmark"))
                }
                if let fate = try await worker.fate(of: session) {
                    return try await worker.failAttempt(claim, Problem(.unavailable, fate.words + " during the benchmark"), replace: true)
                }
                try await worker.interrupt.cutting { try await worker.time.sleep(for: .seconds(2)) }
            }
            claim = try await worker.looking(claim)
            if let reason = worker.reasonToEnd(claim.session) { return try await worker.end(claim, for: reason) }
        }
    }

    /// Keeps what the machine has fetched: hosts charge for it by the GB.
    private func noteTraffic(_ claim: SessionClaim, _ contact: LastContact) async throws -> SessionClaim {
        let (bytes, now) = (contact.pulled, worker.time.now)
        guard let known = claim.session.currentAttempt?.trafficBytes, bytes > known else { return claim }
        return try await worker.records.record(
            to: claim, at: now,
            updating: { row in
                row.updateCurrentAttempt {
                    $0.trafficBytes = bytes
                    $0.trafficAt = $0.trafficAt ?? now
                }
            }, ledger: [])
    }

    private enum Ending: Sendable {
        case complete
        case failed(Problem)
        /// Time to renew the lease; the flag says whether the pull is over.
        case turn(hasPulled: Bool)
    }

    /// Looks every second until something ends or a lease's third has passed.
    private func follow(
        _ host: any MachineShell, session: Session, paths: RemotePaths, hasPulled: Bool, contact: LastContact
    ) async throws -> Ending {
        let begun = worker.time.now
        var hasPulled = hasPulled
        var looks = 0
        var missing = 0
        var stale = 0
        repeat {
            let output = try await host.run(
                ShellCommand("sh", "-c", BenchmarkSighting.probe, "sh", paths.archive), timeout: .seconds(20))
            contact.renew(worker.time.now)
            let sighting = BenchmarkSighting(probeOutput: output.text)
            if let status = sighting.status { contact.pulled(status.pullCompleted) }
            if sighting.isComplete {
                // A short run may be over between two looks.
                if !hasPulled, let status = sighting.status { tellPulled(status, session: session) }
                return .complete
            }
            if let failure = sighting.failure {
                return .failed(Problem(.benchmarkFailed, "the benchmark failed in stage \(failure.stage): \(failure.reason)"))
            }
            if let status = sighting.status {
                missing = 0
                if !sighting.isAlive {
                    // It may have written its last words between the sections of this probe.
                    missing = 2
                }
                // Twice in a row: the machine's clock may jump between a beat and this look.
                stale = (sighting.heartbeatAge ?? 0) > worker.deadlines.heartbeat.inSeconds ? stale + 1 : 0
                if let age = sighting.heartbeatAge, stale >= 2 {
                    return .failed(
                        Problem(.benchmarkFailed, "the benchmark went silent \(Int(saturating: age)) s ago in stage \(status.stage)"))
                }
                // By both clocks: the machine's may jump when it finds its time server.
                let elapsed = worker.time.now.timeIntervalSince(session.stepEnteredAt)
                if let age = sighting.workAge, min(age, elapsed) > Self.longestPause(in: status.stage) {
                    return .failed(
                        Problem(.benchmarkFailed, "the benchmark stands still in stage \(status.stage) since \(Int(saturating: age)) s"))
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
            looks += 1
            if looks.isMultiple(of: 10), try await worker.isWishedAway(session.id) { return .turn(hasPulled: hasPulled) }
            try await worker.time.sleep(for: worker.deadlines.benchmarkPoll)
        } while worker.time.now.timeIntervalSince(begun) < SessionWorker.lease / 3 && !worker.isLate(session)
        return .turn(hasPulled: hasPulled)
    }

    /// A little more than the script's own limits for one request, and for installing or loading.
    private static func longestPause(in stage: String) -> Double { stage == "measure" ? 420 : 1500 }

    /// Confirms that the script is gone without a word; `nil` when it is merely slow to start.
    private func deadScript(_ host: any MachineShell, paths: RemotePaths, patience: Double, session: Session) async throws -> Problem? {
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
            if !hasPulled { tellPulled(status, session: session) }
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

    private func tellPulled(_ status: BenchmarkSighting.Status, session: Session) {
        let size = status.pullTotal > 0 ? "  \(MoneyText.fixed(status.pullTotal / ByteUnits.bytesPerGB, 1)) GB" : ""
        worker.tell(.pulled("\(session.plan.model)\(size), loaded and warm"), session)
    }

    private func failed(_ claim: SessionClaim, _ problem: Problem) async throws -> SessionClaim {
        try Task.checkCancellation()
        return try await worker.apply(.benchmarkFailed, to: claim, detail: problem.message) { row in
            row.failure = SessionFailure(problem)
            row.updateCurrentAttempt { $0.failure = SessionFailure(problem) }
        }
    }
}
