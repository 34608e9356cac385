import Crypto
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import Synchronization

/// Finished answers to questions about the database, kept for as long as it does not change.
///
/// Somebody who compares results asks the same thing again and again, and a comparison of a hundred results takes a hundred times
/// longer to put together than to send.
final class AnswerShelf: Sendable {
    private struct Answer {
        let body: ByteBuffer
        let tag: String
        var lastUsed: UInt64
    }

    private struct State {
        var mark: Int64?
        var answers: [String: Answer] = [:]
        var bytes = 0
        var uses: UInt64 = 0
    }

    /// Bytes of all answers at most, and of one.
    private static let room = 8 << 20
    private static let largest = 2 << 20
    private static let longestQuestion = 512

    private let watch: ChangeWatch
    private let state = Mutex(State())

    init(_ store: Store) throws { watch = try ChangeWatch(store) }

    /// The answer to a request, put together by `make` where it is not kept.
    func answer(to request: Request, _ make: () async throws -> ByteBuffer) async throws -> Response {
        let question = request.uri.string
        // Before it is read: what is committed meanwhile makes the answer old, at the latest at the next question.
        let mark = try await watch.mark()
        if let kept = kept(question, at: mark) { return Self.response(kept.body, kept.tag) }
        let body = try await make()
        let tag = Representation.tag(of: body)
        if question.utf8.count <= Self.longestQuestion { keep(Answer(body: body, tag: tag, lastUsed: 0), question, at: mark) }
        return Self.response(body, tag)
    }

    private func kept(_ question: String, at mark: Int64) -> Answer? {
        state.withLock { state in
            guard state.mark == mark else {
                state.answers = [:]
                state.bytes = 0
                state.mark = mark
                return nil
            }
            state.uses += 1
            state.answers[question]?.lastUsed = state.uses
            return state.answers[question]
        }
    }

    private func keep(_ answer: Answer, _ question: String, at mark: Int64) {
        guard answer.body.readableBytes <= Self.largest else { return }
        state.withLock { state in
            guard state.mark == mark, state.answers[question] == nil else { return }
            var answer = answer
            state.uses += 1
            answer.lastUsed = state.uses
            state.answers[question] = answer
            state.bytes += answer.body.readableBytes
            while state.bytes > Self.room, let oldest = state.answers.min(by: { $0.value.lastUsed < $1.value.lastUsed }) {
                state.bytes -= oldest.value.body.readableBytes
                state.answers[oldest.key] = nil
            }
        }
    }

    private static func response(_ body: ByteBuffer, _ tag: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json", .eTag: tag], body: ResponseBody(byteBuffer: body))
    }
}
