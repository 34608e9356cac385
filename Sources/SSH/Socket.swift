import Glibc
import Synchronization

/// A connected TCP socket that any thread may interrupt while its owner waits on it.
final class Socket: Sendable {
    private struct State {
        var descriptor: Int32 = -1
        var isInterrupted = false
    }

    private let state = Mutex(State())

    /// The file descriptor, -1 before ``adopt(_:)`` and after ``close()``; only the owner may use it.
    var descriptor: Int32 { state.withLock { $0.descriptor } }

    var isInterrupted: Bool { state.withLock { $0.isInterrupted } }

    /// Takes over `descriptor` and closes the one held before, if any.
    func adopt(_ descriptor: Int32) {
        state.withLock { state in
            if state.descriptor >= 0 { _ = Glibc.close(state.descriptor) }
            state.descriptor = descriptor
            if state.isInterrupted { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Ends every wait on the socket, now and later.
    ///
    /// The descriptor stays valid until ``close()``.
    func interrupt() {
        state.withLock { state in
            state.isInterrupted = true
            if state.descriptor >= 0 { _ = shutdown(state.descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// Gives the descriptor back to the system.
    func close() {
        state.withLock { state in
            if state.descriptor >= 0 { _ = Glibc.close(state.descriptor) }
            state.descriptor = -1
        }
    }

    /// Whether the peer has hung up and everything it sent before was read.
    var peerHasClosed: Bool {
        var byte: UInt8 = 0
        let count = unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT))
        return count == 0 || count < 0 && errno != EAGAIN && errno != EINTR
    }

    /// Waits until the socket is readable or writable as asked, has failed, or was interrupted.
    ///
    /// - Returns: false when the deadline passed first.
    func wait(reading: Bool, writing: Bool, until deadline: Deadline) -> Bool {
        var item = pollfd(fd: descriptor, events: 0, revents: 0)
        if reading { item.events |= Int16(POLLIN) }
        if writing { item.events |= Int16(POLLOUT) }
        while !isInterrupted {
            // In slices, because shutting down a socket that is still connecting may wake nobody.
            if unsafe poll(&item, 1, deadline.pollMilliseconds(atMost: 250)) > 0 { return true }
            if deadline.hasPassed { return false }
        }
        return true
    }
}
