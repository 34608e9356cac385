public import Domain
public import Foundation

/// How the last rentals went, as far as it changes the chance that the next one comes up.
///
/// What is not in it counts as if nothing had ever happened.
public struct MachineHistory: Sendable {
    /// One machine.
    public struct Machine: Hashable, Sendable {
        /// What its failures make of the chance that a rental comes up, 0 to 1.
        public let factor: Double
        /// Failures of the last half hour.
        public let recentFailures: Int
        /// Until when it is left alone; `nil` when it is not.
        public let restsUntil: Date?

        /// Describes a machine.
        public init(factor: Double, recentFailures: Int, restsUntil: Date? = nil) {
            self.factor = factor
            self.recentFailures = recentFailures
            self.restsUntil = restsUntil
        }
    }

    /// A GPU at a provider.
    public struct Kind: Hashable, Sendable {
        /// Who rents it.
        public let provider: ProviderID
        /// The GPU's name in the catalogue.
        public let gpuType: String

        /// Joins both.
        public init(provider: ProviderID, gpuType: String) {
            self.provider = provider
            self.gpuType = gpuType
        }
    }

    /// Machines on which something failed.
    public let machines: [MachineKey: Machine]
    /// Kinds of which several machines failed, each with what that makes of the chance.
    public let kinds: [Kind: Double]

    /// Joins both; nothing by default.
    public init(machines: [MachineKey: Machine] = [:], kinds: [Kind: Double] = [:]) {
        self.machines = machines
        self.kinds = kinds
    }

    /// However often something failed, it may have been mended since.
    public static let leastFactor = 0.05

    /// Whether it changes nothing.
    public var isEmpty: Bool { machines.isEmpty && kinds.isEmpty }

    func factor(of offer: Offer) -> Double {
        machines.isEmpty ? 1 : machines[offer.machineKey]?.factor ?? 1
    }

    func factor(of gpuType: String, at provider: ProviderID) -> Double {
        kinds.isEmpty ? 1 : kinds[Kind(provider: provider, gpuType: gpuType)] ?? 1
    }

    func rest(of offer: Offer, at date: Date) -> (failures: Int, until: Date)? {
        guard !machines.isEmpty, let machine = machines[offer.machineKey], let until = machine.restsUntil, until > date else { return nil }
        return (machine.recentFailures, until)
    }
}
