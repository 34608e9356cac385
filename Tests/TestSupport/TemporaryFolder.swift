public import Foundation

/// A fresh folder, readable by its owner only.
public struct TemporaryFolder: Sendable {
    /// Where it is.
    public let url: URL

    /// Makes the folder.
    public init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "gpu-shopper-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// A path inside it.
    public func path(_ name: String) -> String {
        url.appending(path: name).path
    }

    /// Takes it away with all content.
    public func remove() {
        try? FileManager.default.removeItem(at: url)
    }
}
