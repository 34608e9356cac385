import CCurl

extension HTTPClient {
    /// The version of libcurl in use, such as `7.88.1`.
    public static var libraryVersion: String {
        unsafe String(cString: curl_version_info(CURLversion(rawValue: 0)).pointee.version)
    }
}
