import ArgumentParser

/// How much is said beside the result, on standard error.
enum Verbosity: String, EnumerableFlag, Sendable {
    case quiet, verbose

    static func name(for value: Verbosity) -> NameSpecification { .shortAndLong }

    static func help(for value: Verbosity) -> ArgumentHelp? {
        switch value {
        case .quiet: "Print results and errors only."
        case .verbose: "Say more on standard error: the database used, requests made, the time it took."
        }
    }
}
