import Logging
import NIOCore
import NIOPosix
import Synchronization

/// All machines of a sandbox: each has an open port from its creation, and a life of its own once somebody connects.
final class MachinePark: Sendable {
    let cloud: Cloud
    private let folder: DataFolder
    private let guardian: Guardian
    private let logger: Logger
    private let group: any EventLoopGroup
    private let roster = Mutex(Roster())
    private let jobs: AsyncStream<Job>
    private let jobSource: AsyncStream<Job>.Continuation

    private struct Place {
        let machine: Machine
        let listener: any Channel
    }

    private struct Roster {
        var places: [Int: Place] = [:]
        /// No machine comes in once the park is closing: nobody would end it.
        var isOpen = true
    }

    /// Something done beside all else, which is told the port of the marketplace and the control API.
    typealias Job = @Sendable (_ port: Int) async -> Void

    init(cloud: Cloud, folder: DataFolder, guardian: Guardian, logger: Logger, group: any EventLoopGroup) {
        self.cloud = cloud
        self.folder = folder
        self.guardian = guardian
        self.logger = logger
        self.group = group
        (jobs, jobSource) = AsyncStream.makeStream()
    }

    /// Lets machines live until the calling task is cancelled; then ends them all.
    func run(servedAt port: Int) async {
        await withDiscardingTaskGroup { group in
            for await job in jobs { group.addTask { await job(port) } }
            // First of all: a client that connects now would wake a machine that nobody lets live any more.
            await closeListeners()
            group.cancelAll()
        }
        for id in roster.withLock({ Array($0.places.keys) }) { await close(id) }
    }

    /// Opens a machine for a draft and puts it on the account.
    func create(_ draft: Cloud.Draft, age: Double = 0) async throws {
        let machine = Machine(
            id: draft.id, files: folder.files(of: draft.id), cloud: cloud, hardware: draft.hardware,
            guardian: guardian, logger: logger, group: group)
        do {
            let listener = try await listen(machine)
            let isIn = roster.withLock { roster in
                if roster.isOpen { roster.places[draft.id] = Place(machine: machine, listener: listener) }
                return roster.isOpen
            }
            guard isIn else {
                listener.close(promise: nil)
                throw CancellationError()
            }
            cloud.commit(draft, sshPort: listener.localAddress?.port ?? 0, age: age)
            scheduleStartScript(of: draft.id)
            serveOpenPorts(of: draft.id)
        } catch {
            cloud.abandon(draft)
            throw error
        }
    }

    /// Ends a machine and takes it off the account; nothing when there is none.
    func destroy(_ id: Int) async {
        _ = cloud.forget(rental: id)
        await close(id)
    }

    /// Ends what runs on a machine but leaves it on the account.
    func halt(_ id: Int) async { await machine(id)?.killProcesses() }

    /// Lets a machine stand still, with all that ran on it ended.
    func stop(_ id: Int) async {
        cloud.with { $0.rentals[id]?.isStopped = true }
        machine(id)?.script.cancel()
        await halt(id)
    }

    /// Undoes a stop and nothing else: a host that is gone stays gone.
    func start(_ id: Int) {
        let wasStopped = cloud.with { state in
            defer { state.rentals[id]?.isStopped = false }
            return state.rentals[id]?.isStopped ?? false
        }
        if wasStopped { scheduleStartScript(of: id) }
    }

    /// Takes a machine's host off the net: it stays on the account, and nothing answers any more.
    func vanish(_ id: Int) async {
        cloud.with { $0.rentals[id]?.boots = .offline }
        await close(id)
    }

    /// Ends all machines.
    func clear() async {
        for id in cloud.with({ Array($0.rentals.keys) }) { await destroy(id) }
    }

    /// Does something beside the caller, for as long as the sandbox runs.
    func later(_ job: @escaping Job) { jobSource.yield(job) }

    private func machine(_ id: Int) -> Machine? { roster.withLock { $0.places[id]?.machine } }

    private func scheduleStartScript(of id: Int) {
        guard cloud.options.startScripts, cloud.rental(id)?.onstart?.isEmpty == false, let machine = machine(id),
            let turn = machine.script.schedule()
        else { return }
        later { port in await machine.runStartScript(turn, servedAt: port) }
    }

    private func serveOpenPorts(of id: Int) {
        for port in Set(cloud.rental(id)?.exposedPorts ?? []) where port != 22 {
            later { [cloud, logger] _ in await MachineAPI(machine: id, cloud: cloud).serve(port, logger: logger) }
        }
    }

    private func close(_ id: Int) async {
        guard let place = roster.withLock({ $0.places.removeValue(forKey: id) }) else { return }
        place.listener.close(promise: nil)
        await place.machine.end()
    }

    private func closeListeners() async {
        let listeners = roster.withLock { roster in
            roster.isOpen = false
            return roster.places.values.map(\.listener)
        }
        for listener in listeners { listener.close(promise: nil) }
        // One that cannot be closed was closed before.
        for listener in listeners { try? await listener.closeFuture.get() }
    }

    private func listen(_ machine: Machine) async throws -> any Channel {
        let start: @Sendable (Machine) -> Void = { [jobSource] machine in
            if case .terminated = jobSource.yield({ await machine.live(servedAt: $0) }) { machine.abandon() }
        }
        return try await ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 64)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.autoRead, value: false)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(SSHGate(machine: machine, start: start))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }
}
