import Foundation

/// Colors, for a stream that is a terminal and wants them.
struct Palette: Sendable {
    private let isOn: Bool

    /// No colors.
    static let plain = Palette(isOn: false)

    private init(isOn: Bool) { self.isOn = isOn }

    /// Looks at a stream; `NO_COLOR` and `TERM=dumb` are respected.
    init(of descriptor: Int32, environment: [String: String] = ProcessInfo.processInfo.environment) {
        let isWanted = (environment["NO_COLOR"] ?? "").isEmpty && !["", "dumb"].contains(environment["TERM"] ?? "")
        isOn = isWanted && isatty(descriptor) == 1
    }

    /// The text in the color of a tone.
    func paint(_ text: String, _ tone: Tone?) -> String {
        guard isOn, let tone, !text.isEmpty else { return text }
        let code =
            switch tone {
            case .good: 32
            case .warning: 33
            case .bad: 31
            case .quiet: 2
            }
        return "\u{1B}[\(code)m\(text)\u{1B}[0m"
    }
}
