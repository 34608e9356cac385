import Glibc

/// Whole files through the system's own calls: bounded, without following links and without blocking on a
/// pipe.
enum LocalFile {
    enum Kind {
        case file, folder, other
    }

    /// What a path leads to, links followed; nil when there is nothing.
    static func kind(_ path: String) -> Kind? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return .file
        case S_IFDIR: return .folder
        default: return .other
        }
    }

    /// Whether the path itself is a regular file, not a link to one.
    static func isRegular(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// All bytes of a regular file; nil when there is none of that name.
    static func read(
        _ path: String, name: String, limit: Int, tooLarge: ArchiveError, followingLinks: Bool = false
    ) throws(ArchiveError) -> [UInt8]? {
        guard let descriptor = try opened(path, name: name, followingLinks: followingLinks) else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(name, reason: reason(errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile(name) }
        guard status.st_size <= limit else { throw tooLarge }
        return try contents(descriptor, size: Int(status.st_size), name: name)
    }

    /// At most so many bytes from the beginning of a file, links followed; nil when there is none of that name.
    static func beginning(of path: String, bytes: Int) throws(ArchiveError) -> [UInt8]? {
        guard let descriptor = try opened(path, name: path, followingLinks: true) else { return nil }
        defer { close(descriptor) }
        return try contents(descriptor, size: bytes, name: path)
    }

    private static func opened(
        _ path: String, name: String, followingLinks: Bool
    ) throws(ArchiveError) -> Int32? {
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
        let descriptor = unsafe open(path, flags)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR: return nil
            case ELOOP: throw .notAFile(name)
            default: throw .unreadable(name, reason: reason(errno))
            }
        }
        return descriptor
    }

    /// The system's words for an error number.
    static func reason(_ number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }

    private static func contents(_ descriptor: Int32, size: Int, name: String) throws(ArchiveError) -> [UInt8] {
        var failure: Int32 = 0
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), size - count)
                if got < 0, errno == EINTR { continue }
                guard got > 0 else {
                    failure = got < 0 ? errno : 0
                    return
                }
                count += got
            }
        }
        guard failure == 0 else { throw .unreadable(name, reason: reason(failure)) }
        return bytes
    }
}
