import Domain
public import Foundation

/// Finds the files that ship with the product: the benchmark script and the archived results.
public struct ResourceLocator: Sendable {
    /// The folder that holds `bench-scripts` and `results`.
    public let home: URL

    /// Looks in `named`, else upwards from the program's own place, where a build or an installation keeps them.
    public init(named: URL?, executable: URL) throws {
        if let named {
            guard Self.holdsResources(named) else {
                throw Problem(
                    .invalidInput, "GPU_SHOPPER_HOME names \(named.path), which has no bench-scripts/ollama-bench.sh",
                    hint: "Point it to the project's folder, or unset it.")
            }
            home = named
            return
        }
        var folder = executable.resolvingSymlinksInPath().deletingLastPathComponent()
        while folder.path != "/" {
            for candidate in [folder, folder.appendingPathComponent("share/gpu-shopper")] where Self.holdsResources(candidate) {
                home = candidate
                return
            }
            folder.deleteLastPathComponent()
        }
        throw Problem(
            .notFound, "bench-scripts and results are not near \(executable.path)",
            hint: "Set GPU_SHOPPER_HOME to the folder that holds them.")
    }

    /// The script that runs on the machine.
    public var benchmarkScript: URL { home.appendingPathComponent("bench-scripts/ollama-bench.sh") }

    /// The archived results.
    public var results: URL { home.appendingPathComponent("results") }

    private static func holdsResources(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appendingPathComponent("bench-scripts/ollama-bench.sh").path)
    }
}
