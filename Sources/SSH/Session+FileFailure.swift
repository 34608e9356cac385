import CSSH2

extension Session {
    /// The error for a negative code of an SFTP call about `path`.
    func fileFailure(_ path: String, code: Int32) -> SSHError {
        guard code == LIBSSH2_ERROR_SFTP_PROTOCOL, let sftp = unsafe startedSFTP else {
            return failure(code, during: .transfer)
        }
        return switch unsafe libssh2_sftp_last_error(sftp) {
        case LIBSSH2_FX_NO_CONNECTION, LIBSSH2_FX_CONNECTION_LOST: .connectionLost(endpoint)
        case LIBSSH2_FX_NO_SUCH_FILE, LIBSSH2_FX_NO_SUCH_PATH: .remoteFile(path: path, .noSuchFile)
        case LIBSSH2_FX_PERMISSION_DENIED, LIBSSH2_FX_WRITE_PROTECT: .remoteFile(path: path, .permissionDenied)
        case LIBSSH2_FX_NO_SPACE_ON_FILESYSTEM, LIBSSH2_FX_QUOTA_EXCEEDED: .remoteFile(path: path, .noSpace)
        case LIBSSH2_FX_NOT_A_DIRECTORY: .remoteFile(path: path, .notDirectory)
        case LIBSSH2_FX_DIR_NOT_EMPTY: .remoteFile(path: path, .notEmpty)
        case let status: .remoteFile(path: path, .other("the host refused it (SFTP status \(status))"))
        }
    }

    /// The same for a call that makes an object and has left its code in the session.
    func fileFailure(_ path: String, lastError: SSHError) -> SSHError {
        guard case .protocolFailure = lastError else { return lastError }
        return fileFailure(path, code: unsafe libssh2_session_last_errno(pointer))
    }

    /// Why the file system that holds `path` takes nothing: it is full or may only be read; `nil` when neither is known.
    ///
    /// OpenSSH reports both as a plain failure, so after one this is asked.
    func obstacle(around path: String, patience: Duration) -> RemoteFileProblem? {
        let directory = path.contains("/") ? path.split(separator: "/").dropLast().joined(separator: "/") : "."
        let folder = path.hasPrefix("/") ? "/" + directory : directory
        var numbers = LIBSSH2_SFTP_STATVFS()
        guard let sftp = unsafe startedSFTP else { return nil }
        let code = try? untilReady(Deadline(after: patience), .transfer) {
            unsafe libssh2_sftp_statvfs(sftp, folder, folder.utf8.count, &numbers)
        }
        guard code == 0 else { return nil }
        if numbers.f_flag & libssh2_uint64_t(LIBSSH2_SFTP_ST_RDONLY) != 0 { return .permissionDenied }
        // A file system without blocks, such as those of the kernel, is not full.
        let (free, isHuge) = numbers.f_bavail.multipliedReportingOverflow(by: numbers.f_frsize)
        return numbers.f_blocks > 0 && !isHuge && free < 64 << 10 ? .noSpace : nil
    }
}
