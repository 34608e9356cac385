import CSSH2
import Foundation

/// A file of the host, open over SFTP.
@safe final class RemoteFile {
    /// What the file is opened for.
    enum Purpose {
        case reading
        /// Adding to a file that is made with these permissions when it is missing.
        case resuming(permissions: Int)
        /// Reading the names in a directory.
        case listing
    }

    let path: String
    private let session: Session
    private let handle: OpaquePointer
    private let patience: Duration

    /// - Parameter patience: how long each single wait may last.
    init(_ session: Session, _ path: String, for purpose: Purpose, patience: Duration) throws(SSHError) {
        let (flags, mode, kind) =
            switch purpose {
            case .reading: (LIBSSH2_FXF_READ, 0, LIBSSH2_SFTP_OPENFILE)
            case .resuming(let permissions):
                (LIBSSH2_FXF_WRITE | LIBSSH2_FXF_CREAT, permissions, LIBSSH2_SFTP_OPENFILE)
            case .listing: (0, 0, LIBSSH2_SFTP_OPENDIR)
            }
        let sftp = try unsafe session.sftp(Deadline(after: patience))
        do {
            unsafe handle = try unsafe session.untilMade(Deadline(after: patience), .transfer) {
                unsafe libssh2_sftp_open_ex(sftp, path, UInt32(path.utf8.count), UInt(flags), mode, kind)
            }
        } catch {
            throw session.fileFailure(path, lastError: error)
        }
        self.session = session
        self.path = path
        self.patience = patience
    }

    deinit {
        let deadline = Deadline(after: min(patience, .seconds(5)))
        _ = try? session.untilReady(deadline, .transfer) { unsafe libssh2_sftp_close_handle(handle) }
    }

    /// What the host says about the open file.
    func attributes() throws(SSHError) -> LIBSSH2_SFTP_ATTRIBUTES {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        try check { unsafe ssh2_sftp_fstat(handle, &attributes) }
        return attributes
    }

    /// Sets the permission bits, as they are and past the host's umask.
    func set(permissions: Int) throws(SSHError) {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        attributes.flags = UInt(LIBSSH2_SFTP_ATTR_PERMISSIONS)
        attributes.permissions = UInt(permissions)
        try check { unsafe libssh2_sftp_fstat_ex(handle, &attributes, 1) }
    }

    /// Drops all content.
    func empty() throws(SSHError) {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        attributes.flags = UInt(LIBSSH2_SFTP_ATTR_SIZE)
        try check { unsafe libssh2_sftp_fstat_ex(handle, &attributes, 1) }
        seek(to: 0)
    }

    /// Puts the position of the next read or write at `offset`.
    func seek(to offset: Int64) {
        unsafe libssh2_sftp_seek64(handle, UInt64(offset))
    }

    /// Fills the start of `buffer`; libssh2 asks for about four buffers ahead.
    ///
    /// - Returns: the number of bytes, 0 at the end of the file.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(SSHError) -> Int {
        let start = unsafe buffer.bindMemory(to: CChar.self).baseAddress
        return try check { unsafe libssh2_sftp_read(handle, start, buffer.count) }
    }

    /// Sends `buffer`, of which the start may be under way already from the call before.
    ///
    /// - Returns: how many bytes from its start the host has confirmed.
    func write(_ buffer: UnsafeRawBufferPointer) throws(SSHError) -> Int {
        let start = unsafe buffer.bindMemory(to: CChar.self).baseAddress
        return try check { unsafe libssh2_sftp_write(handle, start, buffer.count) }
    }

    /// The next name of a directory and what it stands for, nil after the last.
    func nextEntry() throws(SSHError) -> (name: String, attributes: LIBSSH2_SFTP_ATTRIBUTES)? {
        var attributes = LIBSSH2_SFTP_ATTRIBUTES()
        let name = TransferBlock(byteCount: 32 << 10)
        let start = unsafe name.bytes.bindMemory(to: CChar.self).baseAddress
        let count = try check {
            unsafe libssh2_sftp_readdir_ex(handle, start, name.bytes.count, nil, 0, &attributes)
        }
        guard count > 0 else { return nil }
        return unsafe (String(decoding: name.slice(0, count: Int(count)), as: UTF8.self), attributes)
    }

    @discardableResult
    private func check<Code: BinaryInteger>(_ call: () -> Code) throws(SSHError) -> Code {
        let code = try session.untilReady(Deadline(after: patience), .transfer, call)
        guard code >= 0 else { throw session.fileFailure(path, code: Int32(code)) }
        return code
    }
}
