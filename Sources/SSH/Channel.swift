import CSSH2
import Foundation

/// One command on a session: its streams and its end.
@safe final class Channel {
    private static let stderrStream: Int32 = 1
    private let session: Session
    private let pointer: OpaquePointer
    private let deadline: Deadline
    private let block: UnsafeMutableRawBufferPointer

    /// Opens the channel and starts `line` in the login shell of the host.
    init(_ session: Session, starting line: String, until deadline: Deadline) throws(SSHError) {
        let pointer: OpaquePointer
        do {
            unsafe pointer = try unsafe session.untilMade(deadline, .command) {
                unsafe ssh2_channel_open(session.pointer)
            }
        } catch {
            throw Self.notStarted(error, session.endpoint)
        }
        self.session = session
        unsafe self.pointer = unsafe pointer
        self.deadline = deadline
        unsafe block = .allocate(byteCount: 64 << 10, alignment: 16)
        let code = try session.untilReady(deadline, .command) {
            unsafe ssh2_channel_exec(pointer, line, UInt32(line.utf8.count))
        }
        guard code == 0 else {
            throw Self.notStarted(session.failure(code, during: .command), session.endpoint)
        }
    }

    deinit {
        unsafe block.deallocate()
        // A command that ignores us may keep its end open; the session frees what is left when it goes.
        let patience = Deadline(after: .seconds(1))
        _ = try? session.untilReady(patience, .command) { unsafe libssh2_channel_free(pointer) }
    }

    /// Sends the start of `bytes` as far as the host takes it now.
    ///
    /// - Returns: how many bytes went out.
    func write(_ bytes: Data) throws(SSHError) -> Int {
        while true {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe libssh2_channel_write_ex(
                    pointer, 0, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
            }
            if count >= 0 { return count }
            guard count == Int(LIBSSH2_ERROR_EAGAIN) else { throw session.failure(Int32(count), during: .command) }
            guard session.isSending else { return 0 }
            try session.wait(until: deadline, during: .command)
        }
    }

    /// Tells the command that its input is over.
    func endInput() throws(SSHError) {
        let code = try session.untilReady(deadline, .command) { unsafe libssh2_channel_send_eof(pointer) }
        guard code == 0 else { throw session.failure(code, during: .command) }
    }

    /// Takes what is there of standard output.
    ///
    /// - Returns: whether anything was.
    func readOutput(into sink: inout BoundedData) throws(SSHError) -> Bool {
        try read(stream: 0, into: &sink)
    }

    /// Takes what is there of standard error.
    ///
    /// - Returns: whether anything was.
    func readErrors(into sink: inout BoundedData) throws(SSHError) -> Bool {
        try read(stream: Self.stderrStream, into: &sink)
    }

    /// Whether both streams are over and read.
    var isAtEnd: Bool { unsafe libssh2_channel_eof(pointer) == 1 }

    /// Waits for the host's last word about the command; only after ``isAtEnd``.
    func awaitClose() throws(SSHError) {
        let code = try session.untilReady(deadline, .command) { unsafe libssh2_channel_wait_closed(pointer) }
        guard code == 0 else { throw session.failure(code, during: .command) }
    }

    /// The exit status; only after ``awaitClose()``.
    var exitStatus: Int32 { unsafe libssh2_channel_get_exit_status(pointer) }

    /// The signal that ended the command, without `SIG`; only after ``awaitClose()``.
    var exitSignal: String? {
        var name: UnsafeMutablePointer<CChar>?
        var length = 0
        _ = unsafe libssh2_channel_get_exit_signal(pointer, &name, &length, nil, nil, nil, nil)
        guard let name = unsafe name else { return nil }
        defer { unsafe libssh2_free(session.pointer, name) }
        return unsafe String(cString: name)
    }

    private func read(stream: Int32, into sink: inout BoundedData) throws(SSHError) -> Bool {
        while true {
            let count = unsafe libssh2_channel_read_ex(
                pointer, stream, block.bindMemory(to: CChar.self).baseAddress, block.count)
            if count > 0 { unsafe sink.append(UnsafeRawBufferPointer(rebasing: block.prefix(count))) }
            if count >= 0 { return count > 0 }
            guard count == Int(LIBSSH2_ERROR_EAGAIN) else { throw session.failure(Int32(count), during: .command) }
            guard session.isSending else { return false }
            try session.wait(until: deadline, during: .command)
        }
    }

    private static func notStarted(_ error: SSHError, _ endpoint: SSHEndpoint) -> SSHError {
        if case .protocolFailure(_, let reason) = error {
            .commandNotStarted(endpoint, reason: reason)
        } else {
            error
        }
    }
}
