import NIOCore

/// Passes what one connection receives on to another, no faster than that one takes it.
final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let peer: any Channel
    /// Bytes after which the line is cut; `nil` is never.
    private var left: Int?
    private let mayCut: () -> Bool

    init(peer: any Channel, limit: Int? = nil, mayCut: @escaping () -> Bool = { false }) {
        self.peer = peer
        left = limit
        self.mayCut = mayCut
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var buffer = unwrapInboundIn(data)
        let channel = context.channel
        if let left, buffer.readableBytes > left {
            if mayCut(), let head = buffer.readSlice(length: left) {
                self.left = nil
                peer.writeAndFlush(head, promise: nil)
                Self.closeWhenWritten(peer)
                return channel.close(promise: nil)
            }
            self.left = nil
        } else if let left {
            self.left = left - buffer.readableBytes
        }
        // Reading goes on when this is written: the slower side sets the pace.
        peer.writeAndFlush(buffer).whenComplete { result in
            if case .success = result { channel.read() } else { channel.close(promise: nil) }
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        Self.closeWhenWritten(peer)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// Closes behind everything that is still to be written.
    private static func closeWhenWritten(_ channel: any Channel) {
        channel.writeAndFlush(ByteBuffer()).whenComplete { _ in channel.close(promise: nil) }
    }
}
