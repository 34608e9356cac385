/// What a user wants to run on a rented machine.
public struct LaunchOptions: Hashable, Sendable, Codable {
    /// When the machine counts as up.
    public var mode = LaunchMode.ssh
    /// The container image; `nil` is that of the template or the workload, else the usual one.
    public var image: String?
    /// TCP ports inside to reach from outside; in mode `entrypoint` the first one is the API's.
    public var exposedPorts: [Int] = []
    /// How the model's weights are stored.
    public var quantization: Quantization?
    /// The provider's template to start from.
    public var templateHash: String?
    /// Shell text that runs when the machine comes up.
    public var onStart: String?
    /// How long the machine may take to come up, in place of what its image suggests.
    public var bootTimeoutMinutes: Int?

    /// The usual machine.
    public init() {}

    /// The port inside of the API that decides whether the machine is up; `nil` where SSH does.
    public var apiPort: Int? { mode == .entrypoint ? exposedPorts.first : nil }

    /// Minutes that may be allowed for coming up.
    public static let bootTimeouts = 1...30
    /// What a port can be.
    public static let ports = 1...65_535
    /// How many ports a machine can have open.
    public static let mostPorts = 64
    /// Bytes of `onStart`.
    public static let longestOnStart = 8192
}
