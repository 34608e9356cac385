import Domain
import Foundation
import TestSupport

/// Made-up offers, plans and owners.
enum Samples {
    static let start = SkippingTime().now
    /// Two processes of some other host.
    static let owner = SessionOwner(host: "here:boot-1", processID: 99_999_999, startTicks: 1)
    static let rival = SessionOwner(host: "here:boot-1", processID: 99_999_998, startTicks: 2)

    static func offer(
        _ local: String = "1", dollars: Double = 0.3, machine: String? = nil, gpu: String = "RTX 4090", mib: Int = 24_564,
        provider: ProviderID = .vastai
    ) -> Offer {
        Offer(
            id: OfferID(provider: provider, local: local), provider: provider, machineID: machine ?? "host-\(local)", gpuName: gpu,
            gpuMemoryMiB: mib, pricePerHour: USD(dollars: dollars) ?? .zero, diskGB: 40, downloadMbps: 500,
            location: "Norway, NO", reliability: 0.99, verified: true, fetchedAt: start)
    }

    static func plan(attempts: Int = 1, dollars: Double = 1, offer: String? = nil, gpu: String? = nil) -> SessionPlan {
        SessionPlan(
            model: "qwen2:7b", durationSeconds: 60, budget: USD(dollars: dollars) ?? .zero,
            offer: offer.map { OfferID(provider: .vastai, local: $0) }, gpu: gpu, diskGB: 40, maximumAttempts: attempts)
    }

    static func machine(_ local: String, label: String?, provider: ProviderID = .vastai) -> Instance {
        Instance(id: InstanceID(provider: provider, local: local), label: label, phase: .running)
    }
}

extension Samples {
    /// A rental of one offer.
    static func rental(
        hours: Int = 1, idle: Int = 0, attempts: Int = 1, offer: String = "1", agreed: Double = 0.3, dollars: Double = 10,
        scope: RetryScope = .sameGPU
    ) -> SessionPlan {
        SessionPlan(
            model: "", durationSeconds: 0, budget: USD(dollars: dollars) ?? .zero, offer: OfferID(provider: .vastai, local: offer),
            providers: [.vastai], diskGB: 40, maximumAttempts: attempts,
            rental: RentalTerms(
                reservationHours: hours, idleThresholdMinutes: idle, retryScope: scope,
                agreedPricePerHour: USD(dollars: agreed) ?? .zero, gpuMemoryMiB: 24_564))
    }

    /// What the provider says of a machine that is up.
    static let running: @Sendable (inout Instance) -> Void = { machine in
        machine.phase = .running
        machine.ssh = SSHAddress(host: "203.0.113.7", port: 22, user: "root")
    }
}
