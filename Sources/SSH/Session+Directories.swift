import CSSH2
import Foundation

extension Session {
    /// What `path` is, links followed.
    func entry(_ path: String, patience: Duration) throws(SSHError) -> RemoteEntry {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        try unsafe ask(path, patience) { sftp in
            unsafe libssh2_sftp_stat_ex(sftp, path, UInt32(path.utf8.count), LIBSSH2_SFTP_STAT, &attributes)
        }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return RemoteEntry(name: name, attributes)
    }

    /// Everything in `directory` but `.` and `..`, by name.
    func entries(of directory: String, patience: Duration) throws(SSHError) -> [RemoteEntry] {
        let folder = try RemoteFile(self, directory, for: .listing, patience: patience)
        var entries: [RemoteEntry] = []
        while let (name, attributes) = try folder.nextEntry() {
            if name != ".", name != ".." { entries.append(RemoteEntry(name: name, attributes)) }
        }
        return entries.sorted { $0.name < $1.name }
    }

    /// Makes `path` and what is missing above it; a directory that is there already is fine.
    func makeDirectory(_ path: String, permissions: Int, patience: Duration) throws(SSHError) {
        do throws(SSHError) {
            if try entry(path, patience: patience).kind == .directory { return }
            throw .remoteFile(path: path, .notDirectory)
        } catch {
            guard case .remoteFile(_, .noSuchFile) = error else { throw error }
        }
        let parents = path.split(separator: "/").dropLast()
        if !parents.isEmpty {
            let parent = (path.hasPrefix("/") ? "/" : "") + parents.joined(separator: "/")
            try makeDirectory(parent, permissions: permissions, patience: patience)
        }
        try unsafe ask(path, patience) { sftp in
            unsafe libssh2_sftp_mkdir_ex(sftp, path, UInt32(path.utf8.count), permissions)
        }
    }

    /// Removes a file, a link or an empty directory; one that is not there is fine.
    func remove(_ path: String, patience: Duration) throws(SSHError) {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        let length = UInt32(path.utf8.count)
        do {
            try unsafe ask(path, patience) { sftp in
                unsafe libssh2_sftp_stat_ex(sftp, path, length, LIBSSH2_SFTP_LSTAT, &attributes)
            }
        } catch {
            if case .remoteFile(_, .noSuchFile) = error { return }
            throw error
        }
        let isDirectory = RemoteEntry(name: path, attributes).kind == .directory
        do {
            try unsafe ask(path, patience) { sftp in
                isDirectory
                    ? unsafe libssh2_sftp_rmdir_ex(sftp, path, length)
                    : unsafe libssh2_sftp_unlink_ex(sftp, path, length)
            }
        } catch {
            // OpenSSH has no words of its own for this one.
            guard isDirectory, case .remoteFile(_, .other) = error else { throw error }
            guard try entries(of: path, patience: patience).isEmpty else {
                throw .remoteFile(path: path, .notEmpty)
            }
            throw error
        }
    }

    /// Puts `source` in the place of `path`.
    ///
    /// Servers of SFTP version 3 rename only to a free name.
    func replace(_ path: String, with source: String, patience: Duration) throws(SSHError) {
        try remove(path, patience: patience)
        try unsafe ask(path, patience) { sftp in
            unsafe ssh2_sftp_rename(sftp, source, UInt32(source.utf8.count), path, UInt32(path.utf8.count))
        }
    }

    private func ask(
        _ path: String, _ patience: Duration, _ call: (OpaquePointer) -> Int32
    ) throws(SSHError) {
        let sftp = try unsafe sftp(Deadline(after: patience))
        let code = try untilReady(Deadline(after: patience), .transfer) { unsafe call(sftp) }
        guard code >= 0 else { throw fileFailure(path, code: code) }
    }
}
