public import Foundation

/// Something a provider will rent right now.
///
/// `gpuName` is the provider's spelling; `Advice` maps it to a catalogue entry.
public struct Offer: Hashable, Sendable, Codable, Identifiable {
    /// Provider and local id.
    public var id: OfferID
    /// Who rents it.
    public var provider: ProviderID
    /// The physical machine behind the offer, where the provider tells; offer ids rotate, machines do not.
    public var machineID: String?
    /// The GPU as the provider prints it.
    public var gpuName: String
    /// GPUs in the offer.
    public var gpuCount: Int
    /// Memory of one GPU in MiB as the driver reports it, when the offer says.
    public var gpuMemoryMiB: Int?
    /// Memory bandwidth of one GPU measured on this host, GB/s, when the offer says.
    public var measuredBandwidthGBps: Double?
    /// The full price: GPU and the disk of `diskGB`, per hour.
    public var pricePerHour: USD
    /// Disk priced into `pricePerHour`, GB.
    public var diskGB: Int
    /// Price of one GB of disk for 30 days, when the offer says; part of ``pricePerHour``.
    public var diskPricePerGBMonth: USD?
    /// Price of one GB received.
    public var downloadPricePerGB: USD
    /// Price of one GB sent.
    public var uploadPricePerGB: USD
    /// Link towards the machine, megabit per second.
    public var downloadMbps: Double?
    /// Place in the provider's words; may be empty.
    public var location: String
    /// The provider's own reliability figure, 0 to 1.
    public var reliability: Double?
    /// The newest CUDA version the host's driver serves, such as 12.8.
    public var cudaVersion: Double?
    /// The host's NVIDIA driver, such as `570.124.06`.
    public var driverVersion: String?
    /// Seconds until the host leaves the market, when known.
    public var secondsLeft: Double?
    /// Whether the provider verified the host.
    public var verified: Bool
    /// Whether a higher bid can take the machine away.
    public var interruptible: Bool
    /// What the host tells of itself, where its provider passes that on.
    public var host: HostFacts?
    /// When we read the offer.
    public var fetchedAt: Date

    /// Describes an offer; most facts are optional because marketplaces leave them out.
    public init(
        id: OfferID, provider: ProviderID, machineID: String? = nil, gpuName: String, gpuCount: Int = 1,
        gpuMemoryMiB: Int? = nil, measuredBandwidthGBps: Double? = nil, pricePerHour: USD, diskGB: Int = 0,
        diskPricePerGBMonth: USD? = nil,
        downloadPricePerGB: USD = .zero, uploadPricePerGB: USD = .zero, downloadMbps: Double? = nil,
        location: String = "", reliability: Double? = nil, cudaVersion: Double? = nil,
        driverVersion: String? = nil, secondsLeft: Double? = nil, verified: Bool = false,
        interruptible: Bool = false, host: HostFacts? = nil, fetchedAt: Date
    ) {
        self.id = id
        self.provider = provider
        self.machineID = machineID
        self.gpuName = gpuName
        self.gpuCount = gpuCount
        self.gpuMemoryMiB = gpuMemoryMiB
        self.measuredBandwidthGBps = measuredBandwidthGBps
        self.pricePerHour = pricePerHour
        self.diskGB = diskGB
        self.diskPricePerGBMonth = diskPricePerGBMonth
        self.downloadPricePerGB = downloadPricePerGB
        self.uploadPricePerGB = uploadPricePerGB
        self.downloadMbps = downloadMbps
        self.location = location
        self.reliability = reliability
        self.cudaVersion = cudaVersion
        self.driverVersion = driverVersion
        self.secondsLeft = secondsLeft
        self.verified = verified
        self.interruptible = interruptible
        self.host = host
        self.fetchedAt = fetchedAt
    }
}
