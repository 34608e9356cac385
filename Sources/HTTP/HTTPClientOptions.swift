/// Settings that hold for every exchange of one client.
public struct HTTPClientOptions: Sendable {
    /// Where requests go out.
    public enum Proxy: Sendable, Equatable {
        /// What `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy` say; loopback addresses never go
        /// through such a proxy.
        case environment
        /// Always straight to the server.
        case direct
        /// Always through this proxy, loopback targets included.
        case url(String)
    }

    /// Sent as `User-Agent` unless a request brings its own.
    public var userAgent: String

    /// Where requests go out.
    public var proxy: Proxy

    /// A PEM file that replaces the system's certificate authorities, `nil` for the system's.
    public var certificateFile: String?

    /// Settings with the system's certificate authorities and the environment's proxy by default.
    public init(
        userAgent: String = "gpu-shopper",
        proxy: Proxy = .environment,
        certificateFile: String? = nil
    ) {
        self.userAgent = userAgent
        self.proxy = proxy
        self.certificateFile = certificateFile
    }
}
