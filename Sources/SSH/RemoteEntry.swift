public import Foundation

/// A file or directory on a host, as SFTP describes it.
public struct RemoteEntry: Hashable, Sendable {
    /// What an entry is.
    public enum Kind: String, Hashable, Sendable { case file, directory, symbolicLink, other }

    /// The last component of its path.
    public let name: String
    /// What it is; links are followed by ``RemoteHost/stat(_:timeout:)``, not by listings.
    public let kind: Kind
    /// Bytes.
    public let size: Int64
    /// The permission bits, for example `0o644`.
    public let permissions: Int
    /// When its content last changed, to the second.
    public let modified: Date

    /// Describes one entry.
    public init(name: String, kind: Kind, size: Int64, permissions: Int, modified: Date) {
        self.name = name
        self.kind = kind
        self.size = size
        self.permissions = permissions
        self.modified = modified
    }
}
