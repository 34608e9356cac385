import Foundation
import Glibc

/// A file of this machine, open for one transfer; failures name it and the reason.
final class LocalFile {
    /// What the file is opened for.
    enum Purpose {
        /// Reading an existing file.
        case reading
        /// Adding to a file that is made when it is missing; its present content can be read too.
        case resuming
    }

    let path: String
    private let descriptor: Int32

    init(path: String, for purpose: Purpose) throws(SSHError) {
        let flags = purpose == .reading ? O_RDONLY : O_RDWR | O_CREAT
        descriptor = unsafe open(path, flags | O_CLOEXEC, 0o600)
        self.path = path
        guard descriptor >= 0 else { throw Self.failure(path, errno) }
    }

    deinit {
        if descriptor >= 0 { _ = close(descriptor) }
    }

    /// Its size in bytes.
    func size() throws(SSHError) -> Int64 {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
        guard status.st_mode & S_IFMT != S_IFDIR else { throw .localFile(path: path, .other("it is a directory")) }
        return Int64(status.st_size)
    }

    /// Puts the position of the next read or write at `offset`.
    func seek(to offset: Int64) throws(SSHError) {
        guard lseek(descriptor, off_t(offset), SEEK_SET) >= 0 else { throw Self.failure(path, errno) }
    }

    /// Drops all content.
    func empty() throws(SSHError) {
        guard ftruncate(descriptor, 0) == 0 else { throw Self.failure(path, errno) }
        try seek(to: 0)
    }

    /// Fills the start of `buffer`.
    ///
    /// - Returns: the number of bytes, 0 at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SSHError) -> Int {
        while true {
            let count = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            if errno != EINTR { throw Self.failure(path, errno) }
        }
    }

    /// Writes all of `buffer`.
    func write(_ buffer: UnsafeRawBufferPointer) throws(SSHError) {
        var rest = unsafe buffer[...]
        while unsafe !rest.isEmpty {
            let chunk = unsafe UnsafeRawBufferPointer(rebasing: rest)
            let count = unsafe Glibc.write(descriptor, chunk.baseAddress, chunk.count)
            if count >= 0 {
                unsafe rest = rest.dropFirst(count)
            } else if errno != EINTR {
                throw Self.failure(path, errno)
            }
        }
    }

    /// Waits until the content is on the disk.
    func synchronize() throws(SSHError) {
        guard fsync(descriptor) == 0 else { throw Self.failure(path, errno) }
    }

    /// Puts the file in place of `target`, durably.
    func rename(to target: String) throws(SSHError) {
        guard unsafe Glibc.rename(path, target) == 0 else { throw Self.failure(target, errno) }
        let directory = URL(filePath: target).deletingLastPathComponent().path
        let folder = unsafe open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { return }
        _ = fsync(folder)
        _ = close(folder)
    }

    /// Removes the file from its directory.
    func remove() throws(SSHError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw Self.failure(path, errno) }
    }

    private static func failure(_ path: String, _ code: Int32) -> SSHError {
        let problem: LocalFileProblem =
            switch code {
            case ENOSPC, EDQUOT, EFBIG: .noSpace
            case EACCES, EPERM, EROFS: .permissionDenied
            case ENOENT, ENOTDIR: .noSuchFile
            default: .other(systemMessage(code))
            }
        return .localFile(path: path, problem)
    }
}
