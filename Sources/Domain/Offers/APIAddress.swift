/// Where a server on a machine is reached over HTTP.
public struct APIAddress: Hashable, Sendable, CustomStringConvertible {
    /// Host name or address.
    public let host: String
    /// TCP port, as it is reached from outside.
    public let port: Int

    /// Joins both.
    public init(host: String, port: Int) {
        self.host = host
        self.port = port
    }

    /// `host:port`, as a URL has it.
    public var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
