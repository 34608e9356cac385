import Domain
import Foundation
import SSH
import Synchronization

@testable import Engine

/// Machines in memory: every login works unless the script says otherwise, and every command gets the script's answer.
final class ScriptedDialer: MachineDialer {
    /// What a healthy RTX 4090 at work answers; tests change one thing.
    struct Script: Sendable {
        var login: @Sendable (_ number: Int) async throws -> Void = { _ in }
        var hardware = "24564, 570.124.06, NVIDIA GeForce RTX 4090"
        var disk = "overlay 41943040 1048576 40894464 3% /"
        /// `nil` for a reading that fails.
        var utilization: @Sendable (_ number: Int) async throws -> String? = { _ in "97" }
        /// What the machine's API answers to a question for its health.
        var health: @Sendable (_ number: Int) async throws -> Int = { _ in 200 }
        var grant: @Sendable (_ number: Int) -> Bool = { _ in true }
    }

    private struct State {
        var script = Script()
        var logins = 0
        var readings = 0
        var questions: [String] = []
        var grants: [Int] = []
        var idleSince: Date?
    }

    private let time: any TimeSource

    private let state = Mutex(State())

    init(time: any TimeSource) { self.time = time }

    func script(_ change: (inout Script) -> Void) { state.withLock { change(&$0.script) } }

    /// Seconds that the machine was granted, in order.
    var grants: [Int] { state.withLock { $0.grants } }
    var logins: Int { state.withLock { $0.logins } }
    var readings: Int { state.withLock { $0.readings } }
    /// What was asked over HTTP, in order.
    var questions: [String] { state.withLock { $0.questions } }

    func status(of path: String, at api: APIAddress) async throws -> Int {
        let (script, number) = state.withLock { state in
            state.questions.append("\(api)\(path)")
            return (state.script, state.questions.count)
        }
        return try await script.health(number)
    }

    func connected<Value: Sendable>(
        to machine: RemoteMachine, timeout: Duration, limit: Duration?, _ body: @Sendable (any MachineShell) async throws -> Value
    ) async throws -> Value {
        let (script, number) = state.withLock { state in
            state.logins += 1
            return (state.script, state.logins)
        }
        try await script.login(number)
        return try await body(Shell(dialer: self))
    }

    func download(
        _ files: [(path: String, file: URL)], from machine: RemoteMachine, attempts: Int, limit: Duration, time: any TimeSource,
        progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> Int64 { 0 }

    private struct Shell: MachineShell {
        let dialer: ScriptedDialer
        var hostKeyFingerprint: String { "SHA256:test" }
        func run(_ command: ShellCommand, timeout: Duration) async throws -> CommandOutput { try await dialer.answer(command.line) }
        func makeDirectory(_ path: String, permissions: Int) async throws {}
        func upload(file: URL, to path: String, permissions: Int) async throws {}
        func list(_ directory: String) async throws -> [RemoteEntry] { [] }
    }

    private func answer(_ line: String) async throws -> CommandOutput {
        if line.contains("memory.total") { return output(state.withLock { $0.script.hardware }) }
        if line.contains("df -Pk") { return output(state.withLock { $0.script.disk }) }
        if line.contains("utilization.gpu") {
            let (script, number) = state.withLock { state in
                state.readings += 1
                return (state.script, state.readings)
            }
            guard let text = try await script.utilization(number) else {
                state.withLock { $0.idleSince = nil }
                return output("No devices were found", status: 6)
            }
            return output(text + "\nmeans:\nwatched: \(watched(text))")
        }
        if let range = line.range(of: "now + "), let seconds = Int(line[range.upperBound...].prefix { $0.isNumber }) {
            let isDone = state.withLock { state in
                state.grants.append(seconds)
                return state.script.grant(state.grants.count)
            }
            return output("", status: isDone ? 0 : 1)
        }
        return output("")
    }

    /// The seconds that a lookout on the machine has seen idleness, which sees what the looks see.
    private func watched(_ text: String) -> Int {
        let isIdle = text.split(separator: "\n").allSatisfy { Double($0).map { $0 < 5 } ?? false }
        return state.withLock { state in
            let since = isIdle ? state.idleSince ?? time.now : nil
            state.idleSince = since
            return since.map { Int(time.now.timeIntervalSince($0)) } ?? 0
        }
    }

    private func output(_ text: String, status: Int32 = 0) -> CommandOutput { CommandOutput(status: status, stdout: Data(text.utf8)) }
}
