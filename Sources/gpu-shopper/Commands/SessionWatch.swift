import API
import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes
import UnixSignals

/// Follows a session at a server until its machine can be logged in to, or until it is over.
struct SessionWatch {
    let link: ServerLink
    let output: Output
    /// Whether its end is waited for, and not its machine.
    var isOver = false
    /// How long is waited; `nil` for as long as it takes.
    var limit: Duration?

    /// The session once it is as wished; throws why it never will be, `.timedOut` when the time is over.
    ///
    /// A signal ends the waiting and nothing else, which is said: the machine bills on.
    func unlessSignalled(_ session: SessionShape) async throws -> SessionShape {
        let signals = await UnixSignalsSequence(trapping: .sigint, .sigterm, .sighup)
        return try await withThrowingTaskGroup(of: SessionShape?.self) { group in
            group.addTask {
                for await signal in signals {
                    Output.report(
                        Problem(
                            .interrupted, "nothing is waited for any more; session \(session.id) goes on, and its machine is billed",
                            hint: "End it with 'gpu-shopper sessions delete \(session.id)'."))
                    throw ExitCode(128 + signal.rawValue)
                }
                return nil
            }
            group.addTask { try await followed(session) }
            defer { group.cancelAll() }
            while let finished = try await group.next() {
                if let session = finished { return session }
            }
            throw CancellationError()
        }
    }

    private func followed(_ session: SessionShape) async throws -> SessionShape {
        let time = SystemTime()
        let end = limit.map { time.now.addingTimeInterval($0 / .seconds(1)) }
        var seen = ""
        while true {
            let now = try await link.ask(.get, "sessions/\(session.id)").decoded(SessionShape.self)
            let word = "\(now.status) (\(now.state))" + (now.attempts.count > 1 ? ", machine \(now.attempts.count)" : "")
            if word != seen { output.note("  \(word)") }
            seen = word
            switch now.status {
            case SessionStatus.running.rawValue where !isOver: return now
            case SessionStatus.stopped.rawValue where isOver, SessionStatus.failed.rawValue where isOver: return now
            case SessionStatus.failed.rawValue, SessionStatus.stopped.rawValue: throw Self.problem(now)
            default:
                if let end, time.now >= end {
                    throw Problem(
                        .timedOut, "session \(now.id) is still \(now.status)", hint: "'gpu-shopper sessions show \(now.id)' tells more.")
                }
                try await time.sleep(for: .seconds(1))
            }
        }
    }

    private static func problem(_ session: SessionShape) -> Problem {
        Problem(
            session.error_type.flatMap(Problem.Code.init(rawValue:)) ?? .conflict,
            session.error ?? "session \(session.id) is over: \(session.end_reason ?? session.status)",
            hint: "'gpu-shopper sessions show \(session.id) --events' tells more.")
    }
}
