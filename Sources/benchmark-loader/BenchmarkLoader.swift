import Archives
import ArgumentParser
import Domain
import Engine
import Foundation
import Storage

/// `benchmark-loader`: imports benchmark archives and published summaries into the database.
struct BenchmarkLoader: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "benchmark-loader",
        abstract: "Import benchmark archives into the database.",
        discussion: """
            Each folder is one archive, or holds archives: folders with metadata.json, results.jsonl and gpu.csv (plain or .gz), \
            .tar.gz files, or published summaries. Importing twice stores once.

            Exit codes: 0 everything is in the database, 2 something was skipped, 64 wrong arguments, 74 the database cannot be used \
            or the report cannot be written.
            """
    )

    @Option(
        name: [.customLong("db"), .customLong("db", withSingleDash: true)],
        help: ArgumentHelp("The database (default: as gpu-shopper finds it).", valueName: "path"))
    var database: String?

    @Option(
        name: [.customLong("dir"), .customLong("dir", withSingleDash: true)], parsing: .upToNextOption,
        help: ArgumentHelp("Folders or files to import; may be repeated.", valueName: "dir"))
    var folders: [String] = []

    @Option(
        name: [.customLong("provider"), .customLong("provider", withSingleDash: true)],
        help: "Where the machines were rented.")
    var provider: String?

    @Option(
        name: [.customLong("price"), .customLong("price", withSingleDash: true)],
        help: ArgumentHelp("What they cost.", valueName: "dollars per hour"))
    var price: String?

    @Option(
        name: [.customLong("location"), .customLong("location", withSingleDash: true)],
        help: "Where they stand.")
    var location: String?

    @Flag(
        name: [.customLong("dry-run"), .customLong("dry-run", withSingleDash: true)],
        help: "Read everything, store nothing.")
    var dryRun = false

    @Option(name: [.short, .customLong("output")], help: "table or json.")
    var output = LoaderOutput.Format.table

    func validate() throws {
        guard !folders.isEmpty else { throw ValidationError("Name at least one folder: --dir DIR") }
        // An empty path would be the current folder: seldom what a script with an unset variable means.
        guard !folders.contains("") else { throw ValidationError("--dir is empty; name a folder, . for this one") }
        guard database != "" else { throw ValidationError("--db is empty; name the database file") }
        guard price == nil || pricePerHour != nil else {
            throw ValidationError("--price must be dollars per hour in decimals, 0 or at least 0.000001, such as 0.44")
        }
    }

    func run() async throws {
        let output = LoaderOutput(format: output)
        let scan = ArchiveScan(folders.map { URL(fileURLWithPath: $0) })
        let origin = ResultOrigin(
            source: .imported,
            rental: Rental(provider: provider, location: location, pricePerHour: pricePerHour))
        let report = try await LoaderImport(loading: ArchiveLoading(origin: origin), sink: try sink())
            .run(scan) { output.progress(done: $0, of: scan.items.count) }
        output.endProgress()
        try output.print(report, dryRun: dryRun)
        if !report.skipped.isEmpty { throw ExitCode(2) }
    }

    private var pricePerHour: USD? {
        guard let price, price.wholeMatch(of: /[0-9]+(\.[0-9]+)?|\.[0-9]+/) != nil else { return nil }
        guard let dollars = Double(price), let amount = USD(dollars: dollars) else { return nil }
        // What rounds to nothing would be stored as free.
        return amount == .zero && dollars > 0 ? nil : amount
    }

    /// A dry run looks into a database that is there, and makes none: neither a file nor the tables in an empty one.
    private func sink() throws -> LoaderImport.Sink {
        let folder = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let path =
            try database
            ?? Settings(process: ProcessInfo.processInfo.environment, folder: folder).databasePath
        if dryRun, Self.isEmptyOrAbsent(path) { return .nothing }
        let store = try Store.open(at: path, time: SystemTime())
        return dryRun ? .lookup(store) : .store(store)
    }

    private static func isEmptyOrAbsent(_ path: String) -> Bool {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return errno == ENOENT }
        return status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
    }
}
