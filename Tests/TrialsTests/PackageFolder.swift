import Foundation

/// Where the sources lie.
enum PackageFolder {
    /// The folder with `bench-scripts` and `results`.
    static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
}
