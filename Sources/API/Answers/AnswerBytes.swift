import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Takes up what a body writes.
final class AnswerBytes: Sendable {
    private struct Writer: ResponseBodyWriter {
        let sink: AnswerBytes

        mutating func write(_ buffer: ByteBuffer) async throws { sink.add(buffer) }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    private let bytes = Mutex<ByteBuffer?>(nil)

    /// The whole of it; one that was written in one piece is not copied.
    static func collect(_ body: ResponseBody) async throws -> ByteBuffer {
        let sink = AnswerBytes()
        try await body.write(Writer(sink: sink))
        return sink.bytes.withLock { $0 } ?? ByteBuffer()
    }

    private func add(_ buffer: ByteBuffer) {
        bytes.withLock { bytes in
            guard var whole = bytes else { return bytes = buffer }
            var buffer = buffer
            bytes = nil
            whole.writeBuffer(&buffer)
            bytes = whole
        }
    }
}
