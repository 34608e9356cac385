public import Domain

/// What somebody who wants to rent a machine says.
public struct RentalRequest: Sendable {
    /// Who pays.
    public var consumer: String
    /// The machine to take.
    public var choice: RentalChoice
    /// What the machine is for.
    public var workload: Workload
    /// How long it is wanted, from now; 1 to 12.
    public var reservationHours: Int
    /// Minutes of idle GPUs after which it is ended; 0 for never.
    public var idleThresholdMinutes = 0
    /// What becomes of the disk.
    public var storagePolicy = StoragePolicy.destroy
    /// GB of disk; `nil` for what is usual, and enough for the model where one is named.
    public var diskGB: Int?
    /// How many further machines may be tried when one cannot be used; 0 to 5.
    public var maximumRetries = 0
    /// Where those may be looked for.
    public var retryScope = RetryScope.sameGPU
    /// The key to log in with, one OpenSSH line; without it one is made.
    public var publicKey: String?

    /// The least that can be said.
    public init(consumer: String, choice: RentalChoice, workload: Workload, reservationHours: Int) {
        self.consumer = consumer
        self.choice = choice
        self.workload = workload
        self.reservationHours = reservationHours
    }
}
