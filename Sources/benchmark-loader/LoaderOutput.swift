import Archives
import ArgumentParser
import Console
import Domain
import Foundation
import Synchronization

/// The loader's two streams: the report on stdout, progress and errors on stderr.
///
/// A reader that went away is no reason to fail; a report that cannot be written is remembered, and the program exits
/// with it.
struct LoaderOutput {
    /// How the report is printed.
    enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
        case table, json
    }

    /// The first thing that kept the report from being written, as `errno` has it.
    private static let failure = Mutex<Int32?>(nil)

    let format: Format
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// One line that is written over; silent when nobody watches.
    func progress(done: Int, of total: Int) {
        guard isTerminal else { return }
        Self.write("\r\u{1B}[K  \(done) of \(total) archives", to: .errors)
    }

    /// Takes the line away.
    func endProgress() {
        if isTerminal { Self.write("\r\u{1B}[K", to: .errors) }
    }

    func print(_ report: ArchiveImport, dryRun: Bool) throws {
        switch format {
        case .json:
            Self.write(
                String(decoding: try ProductJSON.encoder(pretty: true).encode(report), as: UTF8.self) + "\n",
                to: .output)
        case .table:
            Self.write(Self.text(report, dryRun: dryRun), to: .output)
        }
    }

    static func report(_ problem: Problem) {
        write("error: \(problem.message)\n", to: .errors)
        if let hint = problem.hint { write("hint: \(hint)\n", to: .errors) }
    }

    /// Why the report is not where it should be; nil when it is, or when its reader went away.
    static var lostReport: Problem? {
        failure.withLock { $0 }.map { code in
            Problem(
                .localStorage, "the report could not be written to standard output: \(StandardStream.words(code))",
                hint: "What was imported is in the database. Free some space, or write the report elsewhere.")
        }
    }

    private static func text(_ report: ArchiveImport, dryRun: Bool) -> String {
        var lines = ["\(dryRun ? "to import" : "imported ")        \(report.imported)"]
        lines.append("already present  \(report.alreadyPresent)")
        lines.append("skipped          \(report.skipped.count)")
        for skipped in report.skipped { lines.append("  \(skipped.archive): \(skipped.reason)") }
        if report.brokenLines > 0 { lines.append("broken lines     \(report.brokenLines)") }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Writes everything or, when the reader is gone, nothing more.
    static func write(_ text: String, to stream: StandardStream) {
        guard let code = stream.write(text), stream == .output else { return }
        failure.withLock { $0 = $0 ?? code }
    }
}
