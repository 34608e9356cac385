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
    /// GB of disk; `nil` takes what the model and the template need.
    public var diskGB: Int?
    /// The model that the machine is for, as its server names it.
    public var model: String?
    /// What is to run on it.
    public var launch = LaunchOptions()
    /// How many further machines may be tried when one cannot be used; 0 to 5.
    public var maximumRetries = 0
    /// Where those may be looked for.
    public var retryScope = RetryScope.sameGPU
    /// The key to log in with, one OpenSSH line; without it one is made.
    public var publicKey: String?

    /// GB of disk where nothing says what is needed.
    static let usualDiskGB = 40

    /// The least that can be said.
    public init(consumer: String, choice: RentalChoice, workload: Workload, reservationHours: Int) {
        self.consumer = consumer
        self.choice = choice
        self.workload = workload
        self.reservationHours = reservationHours
    }
}
