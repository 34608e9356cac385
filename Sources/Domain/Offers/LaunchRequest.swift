/// Everything a provider needs to create a machine.
public struct LaunchRequest: Sendable {
    /// The offer to take.
    public var offer: Offer
    /// The label that ties the machine to its session row; must be on the machine from its first second.
    public var label: MachineLabel
    /// The public key to install, one OpenSSH line.
    public var sshPublicKey: String
    /// Container image, where the provider takes one; `nil` leaves it to the template.
    public var image: String?
    /// The provider's template to start from, by its hash.
    public var templateHash: String?
    /// Variables of the machine's environment; they go over the template's.
    public var environment: [String: String]
    /// TCP ports inside that are to be reached from outside, beside SSH.
    public var exposedPorts: [Int]
    /// Shell text that the machine runs when it comes up, after the watchdog is on guard.
    public var onStart: String?
    /// GB of disk to rent.
    public var diskGB: Int
    /// What ends the machine from the inside when nobody comes back to it; `nil` is nothing.
    public var watchdog: Watchdog?

    /// Describes a launch.
    public init(
        offer: Offer, label: MachineLabel, sshPublicKey: String, image: String?, templateHash: String? = nil,
        environment: [String: String] = [:], exposedPorts: [Int] = [], onStart: String? = nil, diskGB: Int, watchdog: Watchdog? = nil
    ) {
        self.offer = offer
        self.label = label
        self.sshPublicKey = sshPublicKey
        self.image = image
        self.templateHash = templateHash
        self.environment = environment
        self.exposedPorts = exposedPorts
        self.onStart = onStart
        self.diskGB = diskGB
        self.watchdog = watchdog
    }
}
