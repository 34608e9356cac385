import Archives
import ArgumentParser
import Domain
import Foundation

/// The loader's two streams: the report on stdout, progress and errors on stderr.
struct LoaderOutput {
    /// How the report is printed.
    enum Format: String, CaseIterable, ExpressibleByArgument, Sendable {
        case table, json
    }

    let format: Format
    private let isTerminal = isatty(STDERR_FILENO) == 1

    /// One line that is written over; silent when nobody watches.
    func progress(done: Int, of total: Int) {
        guard isTerminal else { return }
        Self.write("\r\u{1B}[K  \(done) of \(total) archives", to: .standardError)
    }

    /// Takes the line away.
    func endProgress() {
        if isTerminal { Self.write("\r\u{1B}[K", to: .standardError) }
    }

    func print(_ report: ArchiveImport, dryRun: Bool) throws {
        switch format {
        case .json:
            Self.write(
                String(decoding: try ProductJSON.encoder(pretty: true).encode(report), as: UTF8.self) + "\n",
                to: .standardOutput)
        case .table:
            Self.write(Self.text(report, dryRun: dryRun), to: .standardOutput)
        }
    }

    static func report(_ problem: Problem) {
        write("error: \(problem.message)\n", to: .standardError)
        if let hint = problem.hint { write("hint: \(hint)\n", to: .standardError) }
    }

    private static func text(_ report: ArchiveImport, dryRun: Bool) -> String {
        var lines = ["\(dryRun ? "to import" : "imported ")        \(report.imported)"]
        lines.append("already present  \(report.alreadyPresent)")
        lines.append("skipped          \(report.skipped.count)")
        for skipped in report.skipped { lines.append("  \(skipped.archive): \(skipped.reason)") }
        if report.brokenLines > 0 { lines.append("broken lines     \(report.brokenLines)") }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func write(_ text: String, to handle: FileHandle) {
        // A reader that went away must not make an import fail.
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
