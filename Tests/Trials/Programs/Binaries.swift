package import Foundation

/// The built programs of this package.
package struct Binaries: Sendable {
    /// Where they lie.
    package let folder: URL
    /// The folder with `bench-scripts` and `results`.
    package let home: URL

    /// Names both places.
    package init(folder: URL, home: URL) {
        self.folder = folder
        self.home = home
    }

    /// Those beside the running program, or beside the bundle of tests that it runs; `nil` when there are none.
    package static func beside(home: URL) -> Binaries? {
        let folders =
            [URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()] + CommandLine.arguments.map { URL(filePath: $0) }
            + Bundle.allBundles.map(\.bundleURL)
        return folders.map { $0.deletingLastPathComponent() }
            .first { FileManager.default.isExecutableFile(atPath: $0.appending(path: "gpu-sandbox").path) }
            .map { Binaries(folder: $0, home: home) }
    }

    /// One of them.
    func path(_ name: String) -> String { folder.appending(path: name).path }
}
