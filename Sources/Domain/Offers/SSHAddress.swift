/// Where a machine answers SSH.
public struct SSHAddress: Hashable, Sendable, Codable, CustomStringConvertible {
    /// Host name or address.
    public let host: String
    /// TCP port.
    public let port: Int
    /// Login name.
    public let user: String

    /// Joins the three.
    public init(host: String, port: Int, user: String) {
        self.host = host
        self.port = port
        self.user = user
    }

    /// What a person types after `ssh`.
    public var description: String { "\(user)@\(host) -p \(port)" }
}
