public import Foundation

/// A rental that came to nothing, remembered by its machine.
public struct MachineFailure: Hashable, Sendable {
    /// In which way; the words of the HTTP API.
    public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        /// The offer was there and could not be rented.
        case staleInventory = "stale_inventory"
        /// The machine never answered SSH.
        case bootTimeout = "boot_timeout"
        /// Its provider stopped it.
        case instanceStopped = "instance_stopped"
        /// Its provider does not know it any more.
        case instanceVanished = "instance_vanished"
        /// It is not what was sold.
        case wrongHardware = "wrong_hardware"
        /// It refuses our key.
        case authFailed = "auth_failed"
        /// The benchmark on it failed.
        case benchmarkFailed = "benchmark_failed"
        /// Anything else.
        case unknown
    }

    /// Who rents it.
    public let provider: ProviderID
    /// The machine, where its provider tells.
    public let machineID: String?
    /// The offer that was taken.
    public let offerID: OfferID
    /// The GPU as its provider prints it.
    public let gpuName: String
    /// Memory of one GPU, where the offer says.
    public let gpuMemoryMiB: Int?
    /// In which way.
    public let kind: Kind
    /// One sentence for a person.
    public let reason: String
    /// When.
    public let at: Date

    /// Describes a failure.
    public init(
        provider: ProviderID, machineID: String?, offerID: OfferID, gpuName: String, gpuMemoryMiB: Int? = nil, kind: Kind, reason: String,
        at: Date
    ) {
        self.provider = provider
        self.machineID = machineID
        self.offerID = offerID
        self.gpuName = gpuName
        self.gpuMemoryMiB = gpuMemoryMiB
        self.kind = kind
        self.reason = reason
        self.at = at
    }

    /// What it is remembered by.
    public var machineKey: MachineKey { machineID.map { .machine(provider, $0) } ?? .offer(offerID) }
}
