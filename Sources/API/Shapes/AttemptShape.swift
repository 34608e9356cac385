import Advice
public import Domain
public import Foundation

/// One machine, or one try for a machine, of a session.
public struct AttemptShape: Codable, Sendable {
    /// 1 for the first.
    public let ordinal: Int
    /// The offer that was taken.
    public let offer_id: String
    /// Whose offer.
    public let provider: String
    /// Its GPU.
    public let gpu_type: String
    /// The machine's name at its provider.
    public let provider_instance_id: String?
    /// The host key that was pinned at the first login, as `ssh-keygen -l` prints it.
    public let host_key_fingerprint: String?
    /// What it costs an hour now.
    public let price_per_hour: USD
    /// What it cost so far, traffic included.
    public let cost_usd: USD
    /// What is known of its traffic.
    public let traffic_usd: USD
    /// Why it could not be used.
    public let error: String?
    /// The same as one word for programs.
    public let error_type: String?
    /// When it was about to be asked for.
    public let intended_at: Date
    /// When its provider accepted.
    public let accepted_at: Date?
    /// When it was proved gone, or that it never came to be.
    public let closed_at: Date?
    /// When its provider, asked for it by id, did not know it.
    public let absent_at: [Date]

    init(_ attempt: Attempt, at date: Date) {
        let offer = attempt.offer
        ordinal = attempt.ordinal
        offer_id = offer.id.rawValue
        provider = offer.provider.rawValue
        gpu_type = GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu?.name ?? offer.gpuName
        provider_instance_id = attempt.instance?.local
        host_key_fingerprint = attempt.hostKeyFingerprint
        price_per_hour = attempt.pricePerHour
        cost_usd = attempt.accrued(at: date)
        traffic_usd = attempt.traffic
        error = attempt.failure?.message
        error_type = attempt.failure?.code.rawValue
        intended_at = attempt.intendedAt
        accepted_at = attempt.acceptedAt
        closed_at = attempt.closedAt
        absent_at = attempt.absentAt
    }
}
