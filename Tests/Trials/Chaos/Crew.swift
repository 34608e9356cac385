import Foundation
import Glibc
import Synchronization

/// The processes of one run: the server, the benchmarks, and whoever follows those that were killed.
final class Crew: Sendable {
    private struct State {
        var server: Spawned?
        var address: Caller?
        var benches: [Int: Spawned] = [:]
        var all: [Spawned] = []
        /// Processes that were signalled: their ends are no surprise.
        var told: Set<Int32> = []
        var kills = 0
        var opened: [String: RentalPlan] = [:]
        var struck: Set<String> = []
    }

    private let shop: Shop
    private let trace: Trace
    private let state = Mutex(State())

    init(shop: Shop, trace: Trace) {
        self.shop = shop
        self.trace = trace
    }

    var kills: Int { state.withLock { $0.kills } }

    /// Every process there ever was.
    var all: [Spawned] { state.withLock { $0.all } }

    /// Sessions that a server confirmed, and how they are to end.
    var opened: [String: RentalPlan] { state.withLock { $0.opened } }

    /// Machines that were struck behind everybody's back.
    var struck: Set<String> { state.withLock { $0.struck } }

    func opened(_ session: String, as plan: RentalPlan) { state.withLock { $0.opened[session] = plan } }

    func struck(_ machine: String) { state.withLock { _ = $0.struck.insert(machine) } }

    /// Whether somebody signalled this process.
    func wasTold(_ process: Spawned) -> Bool { state.withLock { $0.told.contains(process.pid) } }

    // MARK: the server

    /// A way to the server; `nil` while none listens.
    var server: Caller? {
        state.withLock { $0.server?.status == nil ? $0.address : nil }
    }

    /// The server's process, which may still be starting.
    var serverProcess: Spawned? { state.withLock { $0.server } }

    /// Starts a server and waits until it listens, or until it was killed before that.
    func startServer() async throws -> Spawned {
        let program = try state.withLock { state in
            let number = state.all.count { $0.name.hasPrefix("serve") } + 1
            let program = try shop.start("serve-\(number)", ["serve", "--port", "0"])
            state.server = program
            state.address = nil
            state.all.append(program)
            return program
        }
        trace.say("\(program.name) starts, process \(program.pid)")
        // One that ends by itself is found at the end, with what it said.
        do { try await meet(program) } catch let failure as TrialFailure where program.status != nil { trace.say("\(failure)") }
        return program
    }

    /// Waits for a server's line.
    func meet(_ program: Spawned) async throws {
        guard let url = try await program.line(within: .seconds(60)).split(separator: " ").last.map(String.init) else {
            throw TrialFailure("\(program.name) does not say where it listens")
        }
        let caller = try Caller(url)
        state.withLock { state in
            if state.server === program { state.address = caller }
        }
    }

    // MARK: benchmarks

    /// Starts a command that benchmarks or takes benchmarks up.
    func startBench(_ number: Int, _ name: String, _ arguments: [String]) throws -> Spawned {
        let program = try state.withLock { state in
            let program = try shop.start("\(name)-\(number)-\(state.all.count)", arguments)
            state.benches[number] = program
            state.all.append(program)
            return program
        }
        trace.say("\(program.name) starts, process \(program.pid)")
        return program
    }

    // MARK: blows

    /// Signals what is alive of the target; says how many that were.
    func strike(_ blow: Blow) {
        let hit = state.withLock { state in
            let targets: [Spawned?] =
                switch blow.target {
                case .server: [state.server]
                case .bench(let number): [state.benches[number]]
                case .everything: [state.server] + Array(state.benches.values)
                }
            let hit = targets.compactMap(\.self).filter { $0.status == nil }
            for program in hit {
                state.told.insert(program.pid)
                program.signal(blow.isKill ? SIGKILL : SIGTERM)
            }
            state.kills += hit.count
            return hit
        }
        trace.say("\(blow.isKill ? "kill -9" : "SIGTERM"): \(hit.isEmpty ? "nobody is there" : hit.map(\.name).joined(separator: ", "))")
    }

    /// Tells a process to end and waits for it.
    func stop(_ program: Spawned) async throws -> Int32 {
        state.withLock { _ = $0.told.insert(program.pid) }
        program.signal(SIGTERM)
        return try await program.end(within: .seconds(30))
    }

    /// Kills everything that still runs.
    func clear() async {
        for program in all { await program.kill() }
    }
}
