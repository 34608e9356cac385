import ArgumentParser

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How to print results: table, json, csv or markdown.")
    var output: OutputFormat = .table

    @Flag(exclusivity: .exclusive)
    var verbosity: Verbosity?
}
