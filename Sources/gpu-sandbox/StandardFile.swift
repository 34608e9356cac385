import Glibc
import Sandbox

/// What a program is given to write to; Foundation's handles end the process when that fails.
enum StandardFile: Int32 {
    case output = 1
    case errors = 2

    /// Writes all of a text; a reader that went away misses nothing it wanted.
    func write(_ text: String) throws(SandboxProblem) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
                continue
            }
            let code = errno
            if code == EINTR { continue }
            if code == EPIPE { return }
            throw SandboxProblem(
                "cannot write to standard \(self): \(unsafe String(cString: strerror(code))); give it a file or a terminal.")
        }
    }

    /// Keeps the numbers of standard files that are closed from the next file that is opened: the sandbox's line would be
    /// written into it.
    static func holdPlaces() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            // Opened for reading, so that a write fails as it would on the closed one.
            _ = unsafe open("/dev/null", O_RDONLY)
        }
    }
}
