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

    /// The hours that may be reserved at once.
    public static let hours = 1...12
}
