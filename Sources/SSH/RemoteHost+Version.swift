import CSSH2

extension RemoteHost {
    /// The version of libssh2 in use, such as `1.10.0`.
    public static var libraryVersion: String {
        unsafe libssh2_version(0).map { unsafe String(cString: $0) } ?? "unknown"
    }
}
