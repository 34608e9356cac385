import Console
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
    /// How much is said beside them.
    let verbosity: Verbosity?
    /// What the streams are connected to.
    let terminal = Terminal()
    private let begun = ContinuousClock.now

    init(_ options: CommonOptions) {
        format = options.output
        verbosity = options.verbosity
    }

    /// Prints a line of a result.
    func line(_ text: String = "") { Self.write(Self.printable(text) + "\n", to: .output) }

    /// Prints a value as JSON, indented, keys sorted.
    func json(_ value: some Encodable) throws {
        line(String(decoding: try ProductJSON.encoder(pretty: true).encode(value), as: UTF8.self))
    }

    /// Says something to the person, beside the result.
    func note(_ text: String) {
        guard verbosity != .quiet else { return }
        let palette = terminal.errors
        var words = Self.printable(text)
        for (mark, tone) in [("warning:", Tone.warning), ("alarm:", .bad)] where words.hasPrefix(mark) {
            words = palette.paint(mark, tone) + words.dropFirst(mark.count)
        }
        Self.write(words + "\n", to: .errors)
    }

    /// Says what only somebody wants to know who looks for something, with the time since the command began.
    func detail(_ text: String) {
        guard verbosity == .verbose else { return }
        let seconds = (ContinuousClock.now - begun) / .seconds(1)
        Self.write("\(String(format: "%7.3f", seconds)) s  \(Self.printable(text))\n", to: .errors)
    }

    /// Why the result is not where it should be; `nil` when it is, or when its reader went away.
    static var lostResult: Problem? {
        failure.withLock { $0 }.map { code in
            Problem(
                .localStorage, "the result could not be written to standard output: \(StandardStream.words(code))",
                hint: "Free some space, or write it elsewhere; what is stored can be printed again.")
        }
    }

    /// Says what went wrong and what to do.
    static func report(_ problem: Problem) {
        let palette = Palette(of: STDERR_FILENO)
        write("\(palette.paint("error:", .bad)) \(printable(problem.message))\n", to: .errors)
        if let hint = problem.hint { write("hint: \(printable(hint))\n", to: .errors) }
    }

    /// Writes everything or, when the reader is gone, nothing more.
    static func write(_ text: String, to stream: StandardStream) {
        guard let code = stream.write(text), stream == .output else { return }
        failure.withLock { $0 = $0 ?? code }
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
