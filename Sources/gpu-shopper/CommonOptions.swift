import ArgumentParser

/// What every command understands.
struct CommonOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "How to print results: table or json.")
    var output: OutputFormat = .table
}
