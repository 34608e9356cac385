public import Foundation

/// What a `LoopbackServer` does with one request, step by step.
///
/// The connection stays open for the next request unless a step ends it.
public struct ScriptedAnswer: Sendable {
    /// One thing to do.
    public enum Step: Sendable {
        /// Sends these bytes.
        case send(Data)
        /// Sends the same bytes again and again, until done or the client is gone.
        case sendRepeatedly(Data, times: Int)
        /// Lets real time pass.
        case pause(milliseconds: Int)
        /// Reads on until the client closes; counted in `LoopbackServer.closedByClient`.
        case waitForClose
        /// Closes in good order.
        case close
        /// Closes with a reset.
        case reset
    }

    /// What happens, in order.
    public let steps: [Step]

    /// Any sequence of steps.
    public init(_ steps: [Step]) {
        self.steps = steps
    }

    /// An ordinary answer.
    public static func answer(
        _ status: Int, headers: [(String, String)] = [], body: Data = Data()
    ) -> ScriptedAnswer {
        ScriptedAnswer([.send(head(status, headers, length: body.count) + body)])
    }

    /// JSON, as text.
    public static func json(
        _ text: String, status: Int = 200, headers: [(String, String)] = []
    ) -> ScriptedAnswer {
        answer(status, headers: [("Content-Type", "application/json")] + headers, body: Data(text.utf8))
    }

    /// A web page where JSON is expected.
    public static func html(_ text: String = "<html><body>Hello</body></html>", status: Int = 200) -> ScriptedAnswer {
        answer(status, headers: [("Content-Type", "text/html")], body: Data(text.utf8))
    }

    /// A body that is already compressed.
    public static func gzip(_ compressed: Data) -> ScriptedAnswer {
        answer(200, headers: [("Content-Encoding", "gzip")], body: compressed)
    }

    /// A body of unknown length, in pieces.
    public static func chunked(_ pieces: [Data]) -> ScriptedAnswer {
        var bytes = Data("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
        for piece in pieces {
            bytes += Data("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Data("\r\n".utf8)
        }
        return ScriptedAnswer([.send(bytes + Data("0\r\n\r\n".utf8))])
    }

    /// A pointer elsewhere.
    public static func redirect(to location: String, status: Int = 301) -> ScriptedAnswer {
        answer(status, headers: [("Location", location)])
    }

    /// "Not so fast".
    public static func tooManyRequests(retryAfter: String? = nil) -> ScriptedAnswer {
        answer(429, headers: retryAfter.map { [("Retry-After", $0)] } ?? [])
    }

    /// A body of this many bytes, sent in blocks of 64 KiB.
    public static func large(bytes: Int) -> ScriptedAnswer {
        let block = Data(repeating: 120, count: 65536)
        return ScriptedAnswer([
            .send(head(200, [], length: bytes)),
            .sendRepeatedly(block, times: bytes / block.count),
            .send(block.prefix(bytes % block.count)),
        ])
    }

    /// Promises more than it sends, then closes.
    public static func cutShort(_ sent: Data, promised: Int) -> ScriptedAnswer {
        ScriptedAnswer([.send(head(200, [], length: promised) + sent), .close])
    }

    /// One byte at a time.
    public static func drip(_ body: Data, pauseMilliseconds: Int) -> ScriptedAnswer {
        let bytes = body.flatMap { [Step.pause(milliseconds: pauseMilliseconds), .send(Data([$0]))] }
        return ScriptedAnswer([.send(head(200, [], length: body.count))] + bytes)
    }

    /// Promises a body, sends the head and nothing more.
    public static var headOnly: ScriptedAnswer {
        ScriptedAnswer([.send(head(200, [], length: 10)), .waitForClose])
    }

    /// Never answers.
    public static var silence: ScriptedAnswer { ScriptedAnswer([.waitForClose]) }

    /// Hangs up without a word.
    public static var hangUp: ScriptedAnswer { ScriptedAnswer([.close]) }

    /// Hangs up rudely.
    public static var reset: ScriptedAnswer { ScriptedAnswer([.reset]) }

    private static func head(_ status: Int, _ headers: [(String, String)], length: Int) -> Data {
        let lines = headers.map { "\($0.0): \($0.1)\r\n" }.joined()
        return Data("HTTP/1.1 \(status) Scripted\r\nContent-Length: \(length)\r\n\(lines)\r\n".utf8)
    }
}
