import Advice
import ArgumentParser
import Domain
import Foundation

/// How much work the fixed costs are spread over.
struct JobOptions: ParsableArguments {
    @Option(help: "Size of the job in hours; boot, pull and failures are spread over it.")
    var hours: Double?

    @Option(help: "Size of the job in tokens, instead of --hours.")
    var tokens: Double?

    /// The job; `nil` when neither was given.
    func job() throws -> Job? {
        guard hours == nil || tokens == nil else {
            throw Problem(.invalidInput, "--hours and --tokens both give the size of the job", hint: "Keep one of them.")
        }
        if let tokens = try FlagRange.positive("--tokens", tokens, atMost: 1e15) { return .tokens(tokens) }
        return try FlagRange.positive("--hours", hours, atMost: 100_000).map { .hours($0) }
    }

    /// The same as arguments of a query.
    var query: [URLQueryItem] {
        let all = [("hours", hours), ("tokens", tokens)]
        return all.compactMap { name, value in value.map { URLQueryItem(name: name, value: FlagRange.plain($0)) } }
    }

    /// The flags that were given, as one would type them again.
    var words: [String] {
        (hours.map { ["--hours", FlagRange.plain($0)] } ?? []) + (tokens.map { ["--tokens", FlagRange.plain($0)] } ?? [])
    }
}
