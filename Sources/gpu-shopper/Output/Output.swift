import Domain
import Foundation
import Synchronization

/// The two streams: results on stdout, everything else on stderr.
///
/// A reader that went away is no reason to fail: a benchmark goes on and ends its machine. Neither is a result that
/// cannot be written, at once: it is remembered, and the command exits with it.
struct Output: Sendable {
    /// The first thing that kept a result from being written, as `errno` has it.
    private static let failure = Mutex<Int32?>(nil)

    /// How results are printed.
    let format: OutputFormat

    /// Prints a line of a result.
    func line(_ text: String = "") { Self.write(Self.printable(text) + "\n", to: STDOUT_FILENO) }

    /// Prints a value as JSON, indented, keys sorted.
    func json(_ value: some Encodable) throws {
        line(String(decoding: try ProductJSON.encoder(pretty: true).encode(value), as: UTF8.self))
    }

    /// Says something to the person, beside the result.
    func note(_ text: String) { Self.write(Self.printable(text) + "\n", to: STDERR_FILENO) }

    /// Why the result is not where it should be; `nil` when it is, or when its reader went away.
    static var lostResult: Problem? {
        failure.withLock { $0 }.map { code in
            Problem(
                .localStorage, "the result could not be written to standard output: \(unsafe String(cString: strerror(code)))",
                hint: "Free some space, or write it elsewhere; what is stored can be printed again.")
        }
    }

    /// Says what went wrong and what to do.
    static func report(_ problem: Problem) {
        write("error: \(printable(problem.message))\n", to: STDERR_FILENO)
        if let hint = problem.hint { write("hint: \(printable(hint))\n", to: STDERR_FILENO) }
    }

    /// Writes everything or, when the reader is gone, nothing more.
    ///
    /// A stream that takes nothing for the moment is waited for: with a result as long as it takes, with what is said beside
    /// it only for a moment, since a machine may be waiting to be ended meanwhile.
    static func write(_ text: String, to descriptor: Int32) {
        let bytes = Array(text.utf8)
        var done = 0
        while done < bytes.count {
            let written = unsafe bytes[done...].withUnsafeBytes { unsafe Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                done += written
                continue
            }
            let code = errno
            if written < 0, code == EINTR { continue }
            if written < 0, code == EAGAIN, isReady(descriptor) { continue }
            if descriptor == STDOUT_FILENO, code != EPIPE { failure.withLock { $0 = $0 ?? code } }
            return
        }
    }

    private static func isReady(_ descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let limit: Int32 = descriptor == STDOUT_FILENO ? -1 : 200
        return unsafe poll(&waiting, 1, limit) != 0
    }

    /// The text without what would move a terminal's cursor or change its colours: some of it was written by strangers.
    static func printable(_ text: String) -> String {
        // In UTF-8 the second byte of a C1 control lies below 0xA0 and follows 0xC2.
        let isSuspicious = text.utf8.contains { $0 < 0x20 && $0 != 0x0A || $0 == 0x7F || $0 == 0xC2 }
        guard isSuspicious else { return text }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control && $0 != "\n" ? "?" : $0 }))
    }
}
