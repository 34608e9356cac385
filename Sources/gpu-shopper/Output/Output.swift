import Domain
import Foundation

/// The two streams: results on stdout, everything else on stderr.
///
/// A reader that went away is no reason to fail: a benchmark goes on and ends its machine.
struct Output: Sendable {
    /// How results are printed.
    let format: OutputFormat

    /// Prints a line of a result.
    func line(_ text: String = "") { Self.write(text + "\n", to: STDOUT_FILENO) }

    /// Prints a value as JSON, indented, keys sorted.
    func json(_ value: some Encodable) throws {
        line(String(decoding: try ProductJSON.encoder(pretty: true).encode(value), as: UTF8.self))
    }

    /// Says something to the person, beside the result.
    func note(_ text: String) { Self.write(text + "\n", to: STDERR_FILENO) }

    /// Says what went wrong and what to do.
    static func report(_ problem: Problem) {
        write("error: \(problem.message)\n", to: STDERR_FILENO)
        if let hint = problem.hint { write("hint: \(hint)\n", to: STDERR_FILENO) }
    }

    /// Writes everything or, when the reader is gone, nothing more.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Substring(text).utf8
        while !rest.isEmpty {
            let written = unsafe Array(rest).withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR || errno == EAGAIN { continue }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }
}
