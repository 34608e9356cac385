import Glibc

/// What a program is given to write to; Foundation's handles end the process when that fails.
public enum StandardStream: Int32, Sendable {
    /// Where results go.
    case output = 1
    /// Where everything else goes.
    case errors = 2

    /// Writes all of a text and returns the `errno` that kept it from that; nil when all was written or its reader went away.
    ///
    /// A stream that takes nothing for the moment is waited for: with a result as long as it takes, with what is said beside
    /// it only for a moment, since a machine may be waiting to be ended meanwhile.
    public func write(_ text: String) -> Int32? {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let written = unsafe rest.withUnsafeBytes { unsafe Glibc.write(rawValue, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
                continue
            }
            let code = errno
            if written < 0, code == EINTR || (code == EAGAIN && isReady) { continue }
            return code == EPIPE ? nil : code
        }
        return nil
    }

    private var isReady: Bool {
        var waiting = pollfd(fd: rawValue, events: Int16(POLLOUT), revents: 0)
        return unsafe poll(&waiting, 1, self == .output ? -1 : 200) != 0
    }

    /// Takes the places of standard streams that are closed: the next file that is opened, the database for one, would get
    /// their number, and whatever is printed would be written into it.
    ///
    /// What stands there cannot be written to, so that a result printed to a closed stream is still an error.
    public static func occupyClosedOnes() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) == -1 {
            // The lowest free number is taken, which is this one.
            _ = unsafe open("/dev/null", O_RDONLY)
        }
    }

    /// The system's words for an `errno`.
    public static func words(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
