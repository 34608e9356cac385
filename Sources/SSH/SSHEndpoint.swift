/// Where an SSH server listens and who logs in there.
public struct SSHEndpoint: Hashable, Sendable, Codable, CustomStringConvertible {
    /// A name, an IPv4 address or an IPv6 address without brackets.
    public let host: String
    /// The TCP port.
    public let port: UInt16
    /// The login name on the machine.
    public let user: String

    /// An endpoint; nothing is looked up or connected.
    public init(host: String, port: UInt16 = 22, user: String = "root") {
        self.host = host
        self.port = port
        self.user = user
    }

    /// `host:port`, with brackets around an IPv6 address.
    public var description: String {
        host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
