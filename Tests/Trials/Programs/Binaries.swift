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

    /// Those in `folder`, else beside the running program; their home is this folder or one above them.
    package static func find(in folder: URL?) throws -> Binaries {
        let here = URL(filePath: FileManager.default.currentDirectoryPath)
        guard let found = folder.map({ Binaries(folder: $0, home: here) }) ?? beside(home: here),
            FileManager.default.isExecutableFile(atPath: found.path("gpu-sandbox"))
        else { throw Missing(description: "there is no gpu-sandbox in \((folder ?? here).path): build it with 'make build'") }
        var place = found.folder
        var homes = [here]
        while place.path != "/" {
            homes.append(place)
            place = place.deletingLastPathComponent()
        }
        let home = homes.first { FileManager.default.fileExists(atPath: $0.appending(path: "bench-scripts/ollama-bench.sh").path) }
        guard let home else { throw Missing(description: "there is no bench-scripts/ollama-bench.sh here, nor above \(found.folder.path)") }
        return Binaries(folder: found.folder, home: home)
    }

    /// Why there is nothing to run.
    package struct Missing: Error, CustomStringConvertible {
        /// What is missing, and where it was looked for.
        package let description: String
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
