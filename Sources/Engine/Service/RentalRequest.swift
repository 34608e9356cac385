public import Domain

/// What somebody who wants to rent a machine says.
public struct RentalRequest: Sendable {
    /// Who pays.
    public var consumer: String
    /// The offer to take.
    public var offer: OfferID
    /// What the machine is for.
    public var workload: Workload
    /// How long it is wanted, from now; 1 to 12.
    public var reservationHours: Int
    /// Minutes of idle GPUs after which it is ended; 0 for never.
    public var idleThresholdMinutes = 0
    /// What becomes of the disk.
    public var storagePolicy = StoragePolicy.destroy
    /// GB of disk.
    public var diskGB = 40
    /// How many further machines may be tried when one cannot be used; 0 to 5.
    public var maximumRetries = 0
    /// Where those may be looked for.
    public var retryScope = RetryScope.sameGPU
    /// The key to log in with, one OpenSSH line; without it one is made.
    public var publicKey: String?

    /// The least that can be said.
    public init(consumer: String, offer: OfferID, workload: Workload, reservationHours: Int) {
        self.consumer = consumer
        self.offer = offer
        self.workload = workload
        self.reservationHours = reservationHours
    }
}
