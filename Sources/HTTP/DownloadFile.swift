import Foundation
import Glibc

/// A file that appears under its name only when it is complete.
///
/// Bytes go to a hidden neighbour, so that the final rename stays within one file system.
final class DownloadFile: Sendable {
    struct Failure: Error {
        let reason: String

        init(_ code: Int32) {
            reason = unsafe String(cString: strerror(code))
        }
    }

    private let destination: String
    private let temporary: String
    private let descriptor: Int32

    init(at file: URL) throws(Failure) {
        destination = file.path
        let folder = file.deletingLastPathComponent().path
        temporary = "\(folder)/.\(file.lastPathComponent).\(UUID().uuidString).part"
        descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw Failure(errno) }
    }

    func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            let count = unsafe write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Failure(errno)
            }
            unsafe rest = unsafe rest.dropFirst(count)
        }
    }

    /// Gives the complete file its name; anything of that name is replaced.
    func commit() throws(Failure) {
        guard fsync(descriptor) == 0 else { throw Failure(errno) }
        guard unsafe rename(temporary, destination) == 0 else { throw Failure(errno) }
    }

    /// Removes the hidden neighbour; after a commit there is none and this does nothing.
    ///
    /// Not left to the end of the object's life: the transfer's thread may hold it a moment longer than the caller.
    func discard() {
        unsafe unlink(temporary)
    }

    deinit {
        close(descriptor)
    }
}
