import Hummingbird
import NIOCore
import NIOHTTPTypes

/// Cuts clients that take for ever to send a request, or to read an answer: a few hundred of them would hold every connection.
///
/// Two handlers share it: one sees bytes as they arrive, the other whole parts of a request.
final class RequestPatience: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    /// How long a request's head may take from its first byte, its body from its head, and a full buffer until it moves.
    struct Limits: Sendable {
        var head = TimeAmount.seconds(15)
        var body = TimeAmount.seconds(60)
        var reading = TimeAmount.seconds(60)
    }

    /// Sees the bytes before they are parsed.
    final class Bytes: ChannelInboundHandler, RemovableChannelHandler {
        typealias InboundIn = ByteBuffer
        typealias InboundOut = ByteBuffer

        private let patience: RequestPatience

        init(_ patience: RequestPatience) { self.patience = patience }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            patience.bytesArrived(context)
            context.fireChannelRead(data)
        }
    }

    private enum Stage {
        case idle, head, body
    }

    private let limits: Limits
    private var stage = Stage.idle
    /// Requests that were read whole and are not answered yet.
    private var unanswered = 0
    private var reading: Scheduled<Void>?
    private var arriving: Scheduled<Void>?

    init(_ limits: Limits = Limits()) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        do {
            try context.pipeline.syncOperations.addHandler(Bytes(self), position: .first)
        } catch {
            // A pipeline that takes no handlers any more belongs to a connection that is going.
            context.close(promise: nil)
        }
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            stage = .body
            wait(limits.body, context)
        case .body: break
        case .end:
            stage = .idle
            unanswered += 1
            arriving?.cancel()
            arriving = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { unanswered -= 1 }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        reading?.cancel()
        reading = nil
        if !context.channel.isWritable {
            let channel = context.channel
            reading = context.eventLoop.scheduleTask(in: limits.reading) { channel.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        arriving?.cancel()
        reading?.cancel()
        context.fireChannelInactive()
    }

    private func bytesArrived(_ context: ChannelHandlerContext) {
        guard stage == .idle else { return }
        stage = .head
        wait(limits.head, context)
    }

    private func wait(_ limit: TimeAmount, _ context: ChannelHandlerContext) {
        arriving?.cancel()
        let channel = context.channel
        arriving = context.eventLoop.assumeIsolated().scheduleTask(in: limit) {
            // What came after a whole request is no reason to take its answer away.
            if self.unanswered == 0 { channel.close(promise: nil) } else { self.stage = .idle }
        }
    }
}
