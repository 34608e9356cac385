public import Foundation

/// A rented machine as its provider describes it at one moment.
public struct Instance: Hashable, Sendable, Identifiable {
    /// What the provider says of the machine, in our words.
    public enum Phase: Hashable, Sendable {
        /// On its way up; the text is the provider's word.
        case starting(String)
        /// Up, as far as the provider knows.
        case running
        /// Will not become running again by itself; it still exists and may still be billed.
        case dead(String)
    }

    /// Provider and local id.
    public var id: InstanceID
    /// The label it carries.
    public var label: String?
    /// Where it is in its life.
    public var phase: Phase
    /// Where SSH answers, once known.
    public var ssh: SSHAddress?
    /// Where its other ports are reached, once known.
    public var publicAddress: String?
    /// The port outside for each TCP port inside that can be reached.
    public var ports: [Int: Int]
    /// The GPU the provider says it holds.
    public var gpuName: String?
    /// The price that is really charged, disk included.
    public var pricePerHour: USD?
    /// When billing began, by the provider's clock.
    public var startedAt: Date?
    /// The provider's explanation of the phase.
    public var statusMessage: String?

    /// Describes a machine.
    public init(
        id: InstanceID, label: String? = nil, phase: Phase, ssh: SSHAddress? = nil, publicAddress: String? = nil,
        ports: [Int: Int] = [:], gpuName: String? = nil, pricePerHour: USD? = nil, startedAt: Date? = nil, statusMessage: String? = nil
    ) {
        self.id = id
        self.label = label
        self.phase = phase
        self.ssh = ssh
        self.publicAddress = publicAddress
        self.ports = ports
        self.gpuName = gpuName
        self.pricePerHour = pricePerHour
        self.startedAt = startedAt
        self.statusMessage = statusMessage
    }

    /// Where a server that listens on `port` inside is reached; `nil` while that is not known.
    public func api(on port: Int) -> APIAddress? {
        guard let publicAddress, let outside = ports[port] else { return nil }
        return APIAddress(host: publicAddress, port: outside)
    }
}
