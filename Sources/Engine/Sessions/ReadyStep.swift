import Advice
import Domain
import Foundation
import SSH

/// Checks that the machine is what was sold, then starts the benchmark detached.
struct ReadyStep {
    let worker: SessionWorker

    func run(_ claim: SessionClaim) async throws -> SessionClaim {
        let session = claim.session
        let machine = try worker.machine(of: session)
        let paths = RemotePaths(session: session)
        do {
            let started = try await worker.interrupt.cutting {
                try await patiently(session) {
                    let left = max(1, session.stepDeadline.timeIntervalSince(worker.time.now))
                    return try await worker.dialer.connected(to: machine, limit: .seconds(left)) { host in
                        let hardware = try await HardwareCheck(session: session).run(on: host)
                        worker.tell(.checked(hardware), session)
                        try await BenchmarkStart(session: session, paths: paths, script: worker.script, deadlines: worker.deadlines)
                            .run(on: host)
                        return hardware
                    }
                }
            }
            return try await worker.apply(.benchmarkStarted, to: claim, detail: "\(started), benchmark started in \(paths.folder)")
        } catch let problem as Problem where [.wrongHardware, .timedOut, .unavailable].contains(problem.code) {
            return try await worker.failAttempt(claim, problem, replace: true)
        } catch let problem as Problem where problem.code != .localStorage {
            return try await worker.failAttempt(claim, problem, replace: false)
        } catch let error as SSHError {
            let problem = Problem(wrapping: error, doing: "checking the machine")
            return try await worker.failAttempt(claim, problem, replace: !error.isOfThisMachine)
        }
    }

    /// Repeats after connection troubles: a freshly booted machine restarts its sshd, drivers come up late.
    private func patiently<Value: Sendable>(_ session: Session, _ work: () async throws -> Value) async throws -> Value {
        let deadline = session.stepDeadline
        while true {
            do {
                return try await work()
            } catch let error as SSHError where error.isWorthRetrying || error.isAuthenticationRejection {
                guard worker.time.now.addingTimeInterval(5) < deadline else { throw error }
                if let fate = try await worker.fate(of: session) {
                    throw Problem(.unavailable, "\(fate.words) before its benchmark began", cause: error)
                }
            } catch let late as HardwareCheck.NotYet {
                guard worker.time.now.timeIntervalSince(late.since) < 45, worker.time.now.addingTimeInterval(5) < deadline else {
                    throw Problem(.wrongHardware, "nvidia-smi does not work on the machine: \(late.reason)")
                }
            }
            try await worker.time.sleep(for: .seconds(2))
        }
    }
}
