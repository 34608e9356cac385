import CSSH2
import Foundation

extension RemoteEntry {
    /// What an SFTP answer says, in our words.
    init(name: String, _ attributes: LIBSSH2_SFTP_ATTRIBUTES) {
        let mode = Int32(truncatingIfNeeded: attributes.permissions)
        let kind: Kind =
            switch mode & LIBSSH2_SFTP_S_IFMT {
            case LIBSSH2_SFTP_S_IFREG: .file
            case LIBSSH2_SFTP_S_IFDIR: .directory
            case LIBSSH2_SFTP_S_IFLNK: .symbolicLink
            default: .other
            }
        self.init(
            name: name, kind: kind, size: Int64(clamping: attributes.filesize), permissions: Int(mode & 0o7777),
            modified: Date(timeIntervalSince1970: TimeInterval(attributes.mtime)))
    }
}
