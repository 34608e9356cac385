/// Everything a provider needs to create a machine.
public struct LaunchRequest: Sendable {
    /// The offer to take.
    public var offer: Offer
    /// The label that ties the machine to its session row; must be on the machine from its first second.
    public var label: MachineLabel
    /// The public key to install, one OpenSSH line.
    public var sshPublicKey: String
    /// Container image, where the provider takes one.
    public var image: String
    /// GB of disk to rent.
    public var diskGB: Int
    /// What ends the machine from the inside when nobody comes back to it; `nil` is nothing.
    public var watchdog: Watchdog?

    /// Describes a launch.
    public init(offer: Offer, label: MachineLabel, sshPublicKey: String, image: String, diskGB: Int, watchdog: Watchdog? = nil) {
        self.offer = offer
        self.label = label
        self.sshPublicKey = sshPublicKey
        self.image = image
        self.diskGB = diskGB
        self.watchdog = watchdog
    }
}
