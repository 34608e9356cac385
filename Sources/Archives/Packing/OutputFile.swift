import Crypto
import Glibc

/// A file being written beside its destination, with the hash of what went in; it takes its name only when it
/// is whole.
struct OutputFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let temporary: String?
    private var hash = SHA256()
    private(set) var size = 0
    private var isFinished = false

    /// A device or a pipe at `path` is written to directly; everything else is replaced in one step at the
    /// end.
    init(_ path: String) throws(ArchiveError) {
        self.path = path
        let isSpecial = LocalFile.kind(path) == .other
        temporary = isSpecial ? nil : "\(path).part"
        let flags = O_WRONLY | O_CLOEXEC | (isSpecial ? 0 : O_CREAT | O_TRUNC | O_NOFOLLOW)
        descriptor = unsafe open(temporary ?? path, flags, 0o644)
        guard descriptor >= 0 else {
            isFinished = true
            throw Self.failure(errno, path)
        }
    }

    deinit {
        guard !isFinished else { return }
        close(descriptor)
        if let temporary { unsafe _ = unlink(temporary) }
    }

    mutating func write(_ bytes: [UInt8]) throws(ArchiveError) {
        var done = 0
        while done < bytes.count {
            let start = done
            let wrote = unsafe bytes.withUnsafeBufferPointer { buffer in
                unsafe Glibc.write(descriptor, buffer.baseAddress?.advanced(by: start), buffer.count - start)
            }
            if wrote < 0, errno == EINTR { continue }
            guard wrote >= 0 else { throw Self.failure(errno, path) }
            done += wrote
        }
        hash.update(data: bytes)
        size += bytes.count
    }

    /// Makes the file durable, gives it its name and returns the SHA-256 of its bytes.
    mutating func finish() throws(ArchiveError) -> String {
        if let temporary {
            guard fsync(descriptor) == 0 else { throw Self.failure(errno, path) }
            guard unsafe rename(temporary, path) == 0 else { throw Self.failure(errno, path) }
        }
        isFinished = true
        guard close(descriptor) == 0 else { throw Self.failure(errno, path) }
        return Hexadecimal.text(hash.finalize())
    }

    private static func failure(_ number: Int32, _ path: String) -> ArchiveError {
        number == ENOSPC || number == EDQUOT
            ? .diskFull(path) : .unwritable(path, reason: LocalFile.reason(number))
    }
}
