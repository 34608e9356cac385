/// What a user who rents a machine asked for.
public struct RentalTerms: Hashable, Sendable, Codable {
    /// How long the machine is wanted, counted from the request; 1 to 12.
    public var reservationHours: Int
    /// Minutes of idle GPUs after which the machine is ended; 0 for never.
    public var idleThresholdMinutes: Int
    /// What becomes of the disk.
    public var storagePolicy: StoragePolicy
    /// What the machine is for.
    public var workload: Workload
    /// Where a replacement may be looked for.
    public var retryScope: RetryScope
    /// The price an hour that was agreed to; an offer that costs more by now is not taken.
    public var agreedPricePerHour: USD
    /// GPU memory of the offer that was chosen, in MiB; a replacement has no less.
    public var gpuMemoryMiB: Int?
    /// Whose offer was chosen.
    public var provider: ProviderID?
    /// The GPU of that offer as its provider prints it.
    public var gpuName: String?
    /// How many GPUs that offer has.
    public var gpuCount: Int?
    /// What is to run on the machine; `nil` is the usual image with SSH.
    public var launch: LaunchOptions?

    /// Describes a rental.
    public init(
        reservationHours: Int, idleThresholdMinutes: Int = 0, storagePolicy: StoragePolicy = .destroy, workload: Workload = .llm,
        retryScope: RetryScope = .sameGPU, agreedPricePerHour: USD, gpuMemoryMiB: Int? = nil
    ) {
        self.reservationHours = reservationHours
        self.idleThresholdMinutes = idleThresholdMinutes
        self.storagePolicy = storagePolicy
        self.workload = workload
        self.retryScope = retryScope
        self.agreedPricePerHour = agreedPricePerHour
        self.gpuMemoryMiB = gpuMemoryMiB
    }

    /// The same, with what the chosen offer shows.
    public init(
        choosing offer: Offer, reservationHours: Int, idleThresholdMinutes: Int, storagePolicy: StoragePolicy, workload: Workload,
        retryScope: RetryScope
    ) {
        self.init(
            reservationHours: reservationHours, idleThresholdMinutes: idleThresholdMinutes, storagePolicy: storagePolicy,
            workload: workload, retryScope: retryScope, agreedPricePerHour: offer.pricePerHour, gpuMemoryMiB: offer.gpuMemoryMiB)
        provider = offer.provider
        gpuName = offer.gpuName
        gpuCount = offer.gpuCount
    }

    /// The hours that may be reserved at once.
    public static let hours = 1...12
}
