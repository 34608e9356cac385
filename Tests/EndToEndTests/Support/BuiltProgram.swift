import Foundation
import Testing

/// A program of this package, as it was built beside the tests.
enum BuiltProgram: String {
    case shopper = "gpu-shopper"
    case sandbox = "gpu-sandbox"

    /// Where it lies.
    var path: String {
        get throws {
            let folders =
                CommandLine.arguments.map { URL(filePath: $0).deletingLastPathComponent() }
                + [URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()]
                + Bundle.allBundles.map { $0.bundleURL.deletingLastPathComponent() }
            let found = folders.map { $0.appending(path: rawValue).path }
                .first { FileManager.default.isExecutableFile(atPath: $0) }
            return try #require(found, "\(rawValue) was not built beside the tests")
        }
    }
}
