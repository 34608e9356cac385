import Domain
import Engine
import Foundation
import Providers
import SSH
import TestSupport

/// What a simulated machine answers to the commands of the product.
struct SimulatedShell: MachineShell {
    let machine: InstanceID
    let endpoint: SSHEndpoint
    let market: Market
    let process: SimulatedProcess
    let truth: Truth

    /// How long a benchmark takes.
    private static let benchmarkSeconds = 90.0

    var hostKeyFingerprint: String { "SHA256:\(machine.local)" }

    func run(_ command: ShellCommand, timeout: Duration) async throws -> CommandOutput {
        try await process.seam(market.world.between(0.05, 0.3))
        market.advance()
        let now = market.world.now
        guard let state = market.with({ $0.place(of: machine).flatMap { [machines = $0.machines] in machines[$0] } }), state.isAlive else {
            throw SSHError.connectionLost(endpoint)
        }
        let line = command.line
        if line.contains("memory.total") {
            let gpu = state.flaw == .wrongGPU ? "12288, 570.124.06, NVIDIA GeForce RTX 3060" : "24564, 570.124.06, NVIDIA GeForce RTX 4090"
            return answer(gpu)
        }
        if line.contains("utilization.gpu") {
            let from = market.with { market -> Double in
                guard let place = market.place(of: machine) else { return now }
                market.machines[place].watchedFrom = market.machines[place].watchedFrom ?? now
                return market.machines[place].watchedFrom ?? now
            }
            let watched = max(0, now - max(from, state.idleFrom))
            return answer("\(now >= state.idleFrom ? 0 : 97)\nmeans:\nwatched: \(Int(watched))")
        }
        if line.contains("df -Pk") { return answer("overlay 41943040 1048576 40894464 3% /") }
        if line.contains("@@status") { return answer(probe(state, at: now)) }
        if line.contains("status.json") && line.hasPrefix("test") { return answer("", status: state.benchmarkFrom == nil ? 1 : 0) }
        if line.contains("setsid nohup") {
            market.with { market in
                if let place = market.place(of: machine) { market.machines[place].benchmarkFrom = now }
            }
            return answer("started")
        }
        if let granted = Self.granted(in: line) {
            market.with { market in
                guard let place = market.place(of: machine) else { return }
                let grace = truth.grace
                market.machines[place].watchdogAt = max(market.machines[place].watchdogAt, now + granted + grace)
            }
        }
        return answer("")
    }

    func makeDirectory(_ path: String, permissions: Int) async throws {}

    func upload(file: URL, to path: String, permissions: Int) async throws {
        try await process.seam(0.1)
    }

    func list(_ directory: String) async throws -> [RemoteEntry] {
        Self.archive(seed: endpoint.host).keys.sorted().map {
            RemoteEntry(name: $0, kind: .file, size: 1, permissions: 0o644, modified: World.start)
        }
    }

    /// A small archive, another one for each machine.
    static func archive(seed: String) -> [String: String] {
        let number = seed.split(separator: "-").last.flatMap { Int($0) } ?? 0
        return ArchiveGenerator(requests: 4, samples: 2).files(of: number)
    }

    /// The seconds that a command grants a machine's own deadline.
    private static func granted(in line: String) -> Double? {
        line.range(of: "now + ").flatMap { Double(line[$0.upperBound...].prefix { $0.isNumber }) }
    }

    private func answer(_ text: String, status: Int32 = 0) -> CommandOutput {
        CommandOutput(status: status, stdout: Data(text.utf8))
    }

    private func probe(_ state: SimulatedMachine, at now: Double) -> String {
        guard let begun = state.benchmarkFrom else { return "@@missing" }
        let isDone = now - begun > Self.benchmarkSeconds
        return """
            @@status
            {"stage":"measure","pid":7,"requests":4,"errors":0,"tokens":100,"eval_ns":1000000000,"updated":1000}
            @@failed
            @@complete
            \(isDone ? "done" : "")
            @@heartbeat
            1000
            1001
            @@alive
            yes
            """
    }
}
