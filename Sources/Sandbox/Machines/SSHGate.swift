import Logging
import NIOCore
import NIOPosix

/// Stands before a machine's SSH server as the marketplace's proxy does: takes every connection, and drops it at
/// once while the machine is not up.
final class SSHGate: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let machine: Machine
    private let start: @Sendable (Machine) -> Void

    init(machine: Machine, start: @escaping @Sendable (Machine) -> Void) {
        self.machine = machine
        self.start = start
    }

    func channelActive(context: ChannelHandlerContext) {
        guard machine.admitsConnections else { return context.close(promise: nil) }
        do {
            try machine.files.make()
            try machine.refreshKeys()
        } catch {
            machine.logger.warning("machine \(machine.id): \(error)")
            return context.close(promise: nil)
        }
        let channel = context.channel
        let loop = context.eventLoop
        let machine = machine
        machine.sshPort(start: start).hop(to: loop)
            .flatMap { port in
                ClientBootstrap(group: loop)
                    .channelOption(.autoRead, value: false)
                    .channelOption(.tcpOption(.tcp_nodelay), value: 1)
                    .connect(host: "127.0.0.1", port: port)
            }
            .whenComplete { result in
                switch result {
                case .success(let server): Self.join(channel, server, machine)
                case .failure: channel.close(promise: nil)
                }
            }
    }

    private static func join(_ client: any Channel, _ server: any Channel, _ machine: Machine) {
        let cut = machine.cloud.with { $0.faults.find(.sshCutAfter) }
        let toServer = RelayHandler(peer: server)
        let toClient = RelayHandler(
            peer: client, limit: cut.map { Int($0.number("bytes") ?? 65_536) },
            mayCut: { machine.cloud.with { state in cut.map { state.faults.strike(id: $0.id) } ?? false } })
        do {
            try client.pipeline.syncOperations.addHandler(toServer)
            try server.pipeline.syncOperations.addHandler(toClient)
            client.read()
            server.read()
        } catch {
            client.close(promise: nil)
            server.close(promise: nil)
        }
    }
}

extension Machine {
    /// Whether a connection gets further than being accepted.
    fileprivate var admitsConnections: Bool {
        guard let rental = cloud.rental(id), rental.status(at: Cloud.now) == "running" else { return false }
        return cloud.with { $0.faults.take(.sshRefused) { $0.concerns("instance", String(id)) } } == nil
    }
}
