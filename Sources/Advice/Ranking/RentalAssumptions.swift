public import Domain

/// What the whole bill assumes about renting where an offer does not say.
public struct RentalAssumptions: Hashable, Sendable {
    /// Minutes from launch to a usable machine.
    public var bootMinutes: Double
    /// Link assumed where the offer names none, megabit per second.
    public var downloadMbps: Double
    /// How fast weights go from disk to the GPU, GB/s.
    public var loadGBps: Double
    /// Minutes paid when a machine does not come up.
    public var failedBootMinutes: Double
    /// Minutes of measuring until a bad host is recognised, after boot and pull.
    public var badHostMinutes: Double
    /// Chance that a rental comes up, by provider.
    public var provisioningChance: [ProviderID: Double]
    /// The same for providers not listed.
    public var defaultProvisioningChance: Double
    /// Chance that a host delivers far less than its card can.
    public var badHostChance: Double

    /// The defaults: boot takes 1 to 3.5 minutes, one published row in ten comes from a bad host.
    public init(
        bootMinutes: Double = 3, downloadMbps: Double = 200, loadGBps: Double = 1, failedBootMinutes: Double = 10,
        badHostMinutes: Double = 2, provisioningChance: [ProviderID: Double] = [:],
        defaultProvisioningChance: Double = 0.9, badHostChance: Double = 0.1
    ) {
        self.bootMinutes = bootMinutes
        self.downloadMbps = downloadMbps
        self.loadGBps = loadGBps
        self.failedBootMinutes = failedBootMinutes
        self.badHostMinutes = badHostMinutes
        self.provisioningChance = provisioningChance
        self.defaultProvisioningChance = defaultProvisioningChance
        self.badHostChance = badHostChance
    }

    /// No chance is lower: a bill stays finite.
    static let leastChance = 0.02

    /// The chance that a rental at `provider` comes up, kept away from 0 so that a bill stays finite.
    func chance(_ provider: ProviderID) -> Double {
        min(1, max(Self.leastChance, provisioningChance[provider] ?? defaultProvisioningChance))
    }
}
