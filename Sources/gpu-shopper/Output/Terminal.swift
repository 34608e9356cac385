import Foundation

/// What the standard streams are connected to.
struct Terminal: Sendable {
    /// Whether stderr is a terminal that understands cursor movement.
    let isInteractive: Bool
    /// Columns to lay tables out for; without end where stdout is no terminal.
    let width: Int
    /// Columns for progress on stderr.
    let progressWidth: Int
    /// Colors for results.
    let results: Palette
    /// Colors for what is said beside them.
    let errors: Palette

    /// Looks at the process's streams; `COLUMNS` and `TERM=dumb` are respected.
    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        isInteractive = isatty(STDERR_FILENO) == 1 && environment["TERM"] != "dumb" && environment["TERM"] != nil
        let asked = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 >= 40 ? $0 : nil }
        width = asked ?? Self.columns(of: STDOUT_FILENO) ?? .max
        progressWidth = asked ?? Self.columns(of: STDERR_FILENO) ?? 120
        results = Palette(of: STDOUT_FILENO, environment: environment)
        errors = Palette(of: STDERR_FILENO, environment: environment)
    }

    private static func columns(of descriptor: Int32) -> Int? {
        var size = winsize()
        guard unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return max(40, Int(size.ws_col))
    }
}
