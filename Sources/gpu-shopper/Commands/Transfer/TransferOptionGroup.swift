import ArgumentParser
import Domain
import Engine

/// What both directions understand.
struct TransferOptionGroup: ParsableArguments {
    @Option(name: .shortAndLong, help: "The file of the private key; without it the one that 'provision' filed.", completion: .file())
    var key: String?

    @Option(name: .shortAndLong, help: "How long all of it may take, e.g. 5m; as long as it takes when left out.")
    var timeout: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    /// The time that is allowed; `nil` for as long as it takes.
    func limit() throws -> Duration? {
        guard let timeout else { return nil }
        guard let limit = DurationText.parse(timeout) else {
            throw Problem(.invalidInput, "--timeout cannot be '\(timeout)'", hint: "Give a span such as 90s, 5m or 1h30m.")
        }
        return limit
    }
}
