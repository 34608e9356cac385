import Domain

/// Where a server listens.
public struct ListenAddress: Hashable, Sendable {
    /// A name or number of this machine.
    public let host: String
    /// A port; 0 for any that is free.
    public let port: Int

    /// Throws `.invalidInput` for a place that others than this machine's users can reach, unless callers are asked for a token:
    /// whoever can call a server without can rent machines.
    public init(host: String, port: Int, asksForTokens: Bool = false) throws {
        guard (0...65_535).contains(port) else { throw Problem(.invalidInput, "--port must be from 0 to 65535, not \(port)") }
        guard asksForTokens || Loopback.isName(host) else {
            throw Problem(
                .invalidInput, "a server without an API token cannot listen on \(host): whoever reaches it could rent machines",
                hint: "Set GPU_SHOPPER_API_TOKEN, or listen on 127.0.0.1 (SERVER_HOST, --host).")
        }
        self.host = host
        self.port = port
    }

    /// The address as clients write it, with the port that is really listened on.
    public func url(port: Int) -> String { "http://\(host.contains(":") ? "[\(host)]" : host):\(port)" }
}
