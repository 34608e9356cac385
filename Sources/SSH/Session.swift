import CSSH2
import Foundation

/// One libssh2 session on one socket.
///
/// All calls come from the queue of the actor that owns it. The session is in non-blocking mode and
/// ``wait(until:during:)`` does the waiting, which gives every wait a deadline and lets a cancellation in.
@safe final class Session {
    let endpoint: SSHEndpoint
    let socket: Socket
    let pointer: OpaquePointer
    /// Set when an operation stopped half-way; the protocol has lost its thread and only closing is left.
    private(set) var isBroken = false
    /// When everything on this connection must be over, however busy it is.
    var limit: Deadline?
    private var sftpPointer: OpaquePointer?

    init(endpoint: SSHEndpoint, socket: Socket) throws(SSHError) {
        guard LibraryStart.code == 0, let pointer = unsafe ssh2_session_new() else {
            throw .protocolFailure(endpoint, reason: "libssh2 did not start")
        }
        self.endpoint = endpoint
        self.socket = socket
        unsafe self.pointer = unsafe pointer
        unsafe libssh2_session_set_blocking(pointer, 0)
    }

    deinit {
        // Nothing can be sent any more at this point; freeing walks the open channels and fails fast on each.
        socket.interrupt()
        for _ in 0..<100 {
            if unsafe libssh2_session_free(pointer) != LIBSSH2_ERROR_EAGAIN { break }
        }
        socket.close()
    }

    /// Says goodbye as far as that works within a second; ``isBroken`` afterwards.
    func close() {
        let deadline = Deadline(after: .seconds(1))
        if !isBroken && !socket.isInterrupted {
            if let sftp = unsafe sftpPointer {
                _ = try? untilReady(deadline, .transfer) { unsafe libssh2_sftp_shutdown(sftp) }
            }
            _ = try? untilReady(deadline, .transfer) { unsafe ssh2_session_disconnect(pointer, "done") }
        }
        unsafe sftpPointer = nil
        isBroken = true
        socket.interrupt()
    }

    /// The SFTP subsystem, started on first use.
    func sftp(_ deadline: Deadline) throws(SSHError) -> OpaquePointer {
        if let sftp = unsafe sftpPointer { return unsafe sftp }
        let sftp = try unsafe untilMade(deadline, .transfer) { unsafe libssh2_sftp_init(pointer) }
        unsafe sftpPointer = unsafe sftp
        return unsafe sftp
    }

    var startedSFTP: OpaquePointer? { unsafe sftpPointer }

    /// Repeats `call` until it has a result other than "would block".
    func untilReady<Code: BinaryInteger>(
        _ deadline: Deadline, _ phase: SSHPhase, _ call: () -> Code
    ) throws(SSHError) -> Code {
        try checkUsable()
        while true {
            let code = call()
            guard code == Code(LIBSSH2_ERROR_EAGAIN) else { return code }
            try wait(until: deadline, during: phase)
        }
    }

    /// Repeats `call` until it makes its object; a failure becomes an error.
    func untilMade(
        _ deadline: Deadline, _ phase: SSHPhase, _ call: () -> OpaquePointer?
    ) throws(SSHError) -> OpaquePointer {
        try checkUsable()
        while true {
            if let made = unsafe call() { return unsafe made }
            let code = unsafe libssh2_session_last_errno(pointer)
            guard code == LIBSSH2_ERROR_EAGAIN else { throw failure(code, during: phase) }
            try wait(until: deadline, during: phase)
        }
    }

    /// Waits until libssh2 can go on.
    func wait(until deadline: Deadline, during phase: SSHPhase) throws(SSHError) {
        let directions = unsafe libssh2_session_block_directions(pointer)
        let isWriting = directions & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0
        let isReading = directions & LIBSSH2_SESSION_BLOCK_INBOUND != 0 || !isWriting
        let isReady = socket.wait(reading: isReading, writing: isWriting, until: limit.map { min($0, deadline) } ?? deadline)
        guard !socket.isInterrupted else {
            isBroken = true
            throw .connectionLost(endpoint)
        }
        guard isReady else { throw overdue(phase) }
        if let limit, limit.hasPassed {
            isBroken = true
            throw .timedOut(endpoint, phase: phase)
        }
    }

    /// The error for a wait that is over.
    func overdue(_ phase: SSHPhase) -> SSHError {
        // A command that has said nothing leaves no packet half sent, so the connection stays good.
        if phase != .command || isSending { isBroken = true }
        return .timedOut(endpoint, phase: phase)
    }

    /// Whether the last call stopped with a packet half sent; libssh2 then wants that very call again.
    var isSending: Bool {
        unsafe libssh2_session_block_directions(pointer) & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0
    }

    /// The error for a negative libssh2 code.
    func failure(_ code: Int32, during phase: SSHPhase) -> SSHError {
        switch code {
        case LIBSSH2_ERROR_TIMEOUT, LIBSSH2_ERROR_SOCKET_TIMEOUT:
            isBroken = true
            return .timedOut(endpoint, phase: phase)
        case LIBSSH2_ERROR_SOCKET_NONE, LIBSSH2_ERROR_BANNER_RECV, LIBSSH2_ERROR_BANNER_SEND,
            LIBSSH2_ERROR_SOCKET_SEND, LIBSSH2_ERROR_SOCKET_DISCONNECT, LIBSSH2_ERROR_SOCKET_RECV,
            LIBSSH2_ERROR_BAD_SOCKET, LIBSSH2_ERROR_CHANNEL_CLOSED:
            isBroken = true
            return phase == .handshake ? .handshakeCut(endpoint) : .connectionLost(endpoint)
        case LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE where phase == .handshake && socket.peerHasClosed:
            isBroken = true
            return .handshakeCut(endpoint)
        default:
            return .protocolFailure(endpoint, reason: "\(lastMessage) (libssh2 error \(code))")
        }
    }

    private var lastMessage: String {
        var text: UnsafeMutablePointer<CChar>?
        _ = unsafe libssh2_session_last_error(pointer, &text, nil, 0)
        guard let text = unsafe text else { return "no reason given" }
        return unsafe String(cString: text)
    }

    private func checkUsable() throws(SSHError) {
        guard !isBroken, !socket.isInterrupted else { throw .connectionLost(endpoint) }
    }
}
