import Advice
public import Domain
public import Foundation
public import Storage

/// Which machines and kinds of GPU failed lately, and what that changes.
public struct OfferHealthReport: Hashable, Sendable, Codable {
    /// One machine on which rentals failed.
    public struct Offer: Hashable, Sendable, Codable {
        /// The offer of the last failure; offers of the same machine share its fate.
        public let offerID: OfferID
        /// The machine, where its provider tells.
        public let machineID: String?
        /// Who rents it.
        public let provider: ProviderID
        /// The GPU's name in the catalogue, or as its provider prints it.
        public let gpuType: String
        /// Failures of the last half hour.
        public let recentFailures: Int
        /// Whether it is left out of advice and of replacements.
        public let isSuppressed: Bool
        /// Since when.
        public let suppressedAt: Date?
        /// Until when.
        public let suppressedUntil: Date?
        /// What it makes of the chance that a rental comes up; 0 while it is left out.
        public let confidenceMultiplier: Double
        /// When it failed last.
        public let lastFailure: Date
        /// In which way.
        public let lastFailureType: MachineFailure.Kind
        /// One sentence for a person.
        public let lastFailureReason: String

        enum CodingKeys: String, CodingKey {
            case provider
            case offerID = "offer_id"
            case machineID = "machine_id"
            case gpuType = "gpu_type"
            case recentFailures = "recent_failures"
            case isSuppressed = "is_suppressed"
            case suppressedAt = "suppressed_at"
            case suppressedUntil = "suppressed_until"
            case confidenceMultiplier = "confidence_multiplier"
            case lastFailure = "last_failure"
            case lastFailureType = "last_failure_type"
            case lastFailureReason = "last_failure_reason"
        }
    }

    /// One GPU at one provider of which machines failed in the last hour.
    public struct GPUType: Hashable, Sendable, Codable {
        /// `provider:GPU`.
        public let key: String
        /// Machines that failed.
        public let failedOfferCount: Int
        /// Whether all offers of it count as less likely to come up.
        public let isDegraded: Bool
        /// By how much; `nil` where not.
        public let degradationApplied: Double?

        enum CodingKeys: String, CodingKey {
            case key = "gpu_type_key"
            case failedOfferCount = "failed_offer_count"
            case isDegraded = "is_degraded"
            case degradationApplied = "degradation_applied"
        }
    }

    /// The machine that failed last comes first.
    public let offers: [Offer]
    /// In the order of their keys.
    public let gpuTypes: [GPUType]

    /// Reads what is on record; both filters apply to both lists.
    /// - Throws: `Problem` with code `invalidInput` for a GPU that is not in the catalogue.
    public init(from store: Store, provider: ProviderID? = nil, gpuType: String? = nil, at date: Date) async throws {
        let gpu = try gpuType.map { try GPUFilter($0) }
        let failures = try await store.machineFailures().filter { failure in
            (provider == nil || failure.provider == provider)
                && (gpu?.holds(name: failure.gpuName, memoryMiB: failure.gpuMemoryMiB) ?? true)
        }
        self.init(OfferHealth(failures, at: date))
    }

    init(_ health: OfferHealth) {
        let degraded = Set(health.kinds.filter(\.isDegraded).map(\.kind))
        offers = health.machines.map { machine in
            let kind = MachineHistory.Kind(provider: machine.last.provider, gpuType: machine.gpuType)
            let factor = machine.factor * (degraded.contains(kind) ? OfferHealth.degradation : 1)
            return Offer(
                offerID: machine.last.offerID, machineID: machine.last.machineID, provider: machine.last.provider,
                gpuType: machine.gpuType, recentFailures: machine.recentCount, isSuppressed: machine.rest != nil,
                suppressedAt: machine.rest?.since, suppressedUntil: machine.rest?.until,
                confidenceMultiplier: machine.rest == nil ? Self.rounded(max(MachineHistory.leastFactor, factor)) : 0,
                lastFailure: machine.last.at, lastFailureType: machine.last.kind, lastFailureReason: machine.last.reason)
        }
        gpuTypes = health.kinds.map { kind in
            GPUType(
                key: "\(kind.kind.provider):\(kind.kind.gpuType)", failedOfferCount: kind.failedMachines, isDegraded: kind.isDegraded,
                degradationApplied: kind.isDegraded ? OfferHealth.degradation : nil)
        }
    }

    private static func rounded(_ factor: Double) -> Double { (factor * 10_000).rounded() / 10_000 }

    enum CodingKeys: String, CodingKey {
        case offers
        case gpuTypes = "gpu_types"
    }
}
