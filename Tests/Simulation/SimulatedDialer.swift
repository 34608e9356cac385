import Domain
import Engine
import Foundation
import SSH

/// Connections to the simulated machines.
struct SimulatedDialer: MachineDialer {
    let market: Market
    let process: SimulatedProcess
    let truth: Truth

    func connected<Value: Sendable>(
        to machine: RemoteMachine, timeout: Duration, limit: Duration?, _ body: @Sendable (any MachineShell) async throws -> Value
    ) async throws -> Value {
        let world = market.world
        try await process.seam(world.between(0.1, 0.5))
        let now = world.now
        let found = market.with { state -> SimulatedMachine? in
            state.machines.first { "machine-\($0.id.local)" == machine.endpoint.host }
        }
        guard let found, found.isAlive else {
            try await process.seam(timeout / .seconds(1))
            throw SSHError.timedOut(machine.endpoint, phase: .connect)
        }
        guard now >= found.bootsAt, found.flaw != .deaf else { throw SSHError.refused(machine.endpoint) }
        if world.chance(market.faults.loginFails) {
            throw world.chance(0.3)
                ? SSHError.authenticationRejected(machine.endpoint, user: "root") : SSHError.handshakeCut(machine.endpoint)
        }
        return try await body(SimulatedShell(machine: found.id, endpoint: machine.endpoint, market: market, process: process, truth: truth))
    }

    func status(of path: String, at api: APIAddress) async throws -> Int {
        try await process.seam(market.world.between(0.1, 0.5))
        return 200
    }

    func download(
        _ files: [(path: String, file: URL)], from machine: RemoteMachine, attempts: Int, limit: Duration, time: any TimeSource,
        progress: @escaping @Sendable (Int64) -> Void
    ) async throws -> Int64 {
        try await connected(to: machine) { _ in }
        try await process.seam(market.world.between(0.5, 5))
        let contents = SimulatedShell.archive(seed: machine.endpoint.host)
        for (path, file) in files {
            let name = path.split(separator: "/").last.map(String.init) ?? ""
            try Data((contents[name] ?? "").utf8).write(to: file)
        }
        return 1
    }
}
