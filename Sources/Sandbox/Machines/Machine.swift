import Foundation
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// One machine: a port that is open from the start, and behind it, from the first connection on, a real SSH server
/// and a model server.
final class Machine: Sendable {
    let id: Int
    let files: MachineFiles
    let cloud: Cloud
    let engine: OllamaEngine
    let script = StartScript()
    let logger: Logger
    let group: any EventLoopGroup
    let guardian: Guardian
    private let stage = Mutex(Stage.idle)
    /// The marketplace's keys that lie in the machine's list; what else is in there is its user's.
    private let placed = Mutex<Set<String>>([])
    /// Fulfilled with the port of the SSH server.
    private let server: EventLoopPromise<Int>
    /// Fulfilled when nothing of the machine is left.
    private let finished: EventLoopPromise<Void>
    private let ending: (stream: AsyncStream<Void>, continuation: AsyncStream<Void>.Continuation)

    private enum Stage { case idle, started, ended }

    init(
        id: Int, files: MachineFiles, cloud: Cloud, hardware: Hardware, guardian: Guardian, logger: Logger,
        group: any EventLoopGroup
    ) {
        self.id = id
        self.files = files
        self.cloud = cloud
        self.guardian = guardian
        self.logger = logger
        self.group = group
        engine = OllamaEngine(machine: id, files: files, hardware: hardware, cloud: cloud)
        let loop = group.next()
        server = loop.makePromise()
        finished = loop.makePromise()
        ending = AsyncStream.makeStream(of: Void.self)
    }

    deinit { abandon() }

    /// The SSH server's port; `start` is called when nobody has asked before.
    func sshPort(start: (Machine) -> Void) -> EventLoopFuture<Int> {
        let isFirst = stage.withLock { stage in
            guard stage == .idle else { return false }
            stage = .started
            return true
        }
        if isFirst { start(self) }
        return server.futureResult
    }

    /// Tells all who wait that it never comes up: the sandbox was ending when somebody asked for it.
    func abandon() {
        server.fail(CancellationError())
        finished.succeed()
    }

    /// Ends everything on the machine and waits until it is gone.
    func end() async {
        let stage = stage.withLock { stage in
            defer { stage = .ended }
            return stage
        }
        ending.continuation.finish()
        if stage == .started { _ = try? await finished.futureResult.get() }
        // Nobody ever connected, or the script came after its machine had ended with the sandbox.
        if script.close() { await inPool { self.clear(nil) } }
    }

    /// Puts keys that may log in by now into the machine's list, once, and takes those out that the marketplace took back.
    ///
    /// Lines that the machine's user wrote, or took out, stay as they are.
    func refreshKeys() throws {
        let now = Cloud.now
        let keys = cloud.rental(id)?.keys.filter { $0.effectiveAt <= now }.map(\.text) ?? []
        try placed.withLock { placed in
            let (fresh, gone) = (keys.filter { !placed.contains($0) }, placed.subtracting(keys))
            guard !fresh.isEmpty || !gone.isEmpty || placed.isEmpty else { return }
            try files.changeKeys(adding: fresh, removing: gone)
            placed = Set(keys)
        }
    }

    /// Lives until it is ended or the calling task is cancelled, then leaves nothing behind.
    func live(servedAt controlPort: Int) async {
        var daemon: SSHDaemon?
        do {
            try files.make()
            try refreshKeys()
            daemon = try await OllamaServer.serve(engine, logger: logger) { port in
                let daemon = try await startDaemon(ollamaPort: port, controlPort: controlPort)
                server.succeed(daemon.port)
                for await _ in ending.stream {}
                return daemon
            }
        } catch {
            // Being ended before it was up is nothing to report.
            if !(error is CancellationError) { logger.warning("machine \(id): \(error)") }
            server.fail(error)
        }
        let ended = daemon
        _ = script.close()
        await inPool { self.clear(ended) }
        finished.succeed()
    }

    /// Ends all that runs on the machine and takes its files away; blocks the calling thread.
    private func clear(_ daemon: SSHDaemon?) {
        daemon?.freeze()
        script.end()
        ProcessTable.kill(below: daemon?.process.pid, markedBy: files.folder)
        daemon?.reap()
        files.remove()
    }

    private func inPool(_ work: @escaping @Sendable () -> Void) async {
        // The pool takes work for as long as the process lives.
        _ = try? await NIOThreadPool.singleton.runIfActive(eventLoop: group.next(), work).get()
    }

    private func startDaemon(ollamaPort: Int, controlPort: Int) async throws -> SSHDaemon {
        try files.writeSwitches(machine: id, controlPort: controlPort)
        try files.writePrograms(ollamaPort: ollamaPort, path: Self.path, diskGB: cloud.rental(id)?.diskGB ?? 0)
        let (files, guardian) = (files, guardian)
        return try await NIOThreadPool.singleton.runIfActive(eventLoop: group.next()) {
            try SSHDaemon.start(files, guardian: guardian)
        }.get()
    }

    /// Where programs are found that are not the machine's own.
    static var path: String { ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin" }

    /// Kills what runs on the machine, its SSH server apart.
    func killProcesses() async {
        await inPool { self.script.end() }
        await ProcessTable.killAll(on: files)
    }
}
