import NIOCore

/// Stands in a connection's pipeline and tells when the client has hung up.
///
/// The server lets a client close its half alone, so the channel itself stays open until something is written; a real
/// model server ends the work at once.
final class ClientPresence: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = Never

    private var promise: EventLoopPromise<Void>?

    /// Succeeds when the client is gone; read on the connection's event loop.
    var gone: EventLoopFuture<Void>? { promise?.futureResult }

    func handlerAdded(context: ChannelHandlerContext) {
        promise = context.eventLoop.makePromise()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        promise?.succeed()
    }

    func channelInactive(context: ChannelHandlerContext) {
        promise?.succeed()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { promise?.succeed() }
        context.fireUserInboundEventTriggered(event)
    }
}

extension SandboxContext {
    /// Does a piece of work, which is cancelled when the client hangs up before it is done.
    func whileClientListens<Value: Sendable>(_ work: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let channel = channel
        let (end, source) = AsyncStream.makeStream(of: Void.self)
        channel.eventLoop.flatSubmit {
            let presence = try? channel.pipeline.syncOperations.handler(type: ClientPresence.self)
            // Without one the connection is being torn down.
            return presence?.gone ?? channel.eventLoop.makeSucceededVoidFuture()
        }.whenComplete { _ in source.finish() }
        return try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                for await _ in end {}
                return nil
            }
            defer { group.cancelAll() }
            guard let value = try await group.next() ?? nil else { throw CancellationError() }
            return value
        }
    }
}
