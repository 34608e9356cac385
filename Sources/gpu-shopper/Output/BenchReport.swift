import Domain
import Foundation

/// `bench run -o json`.
struct BenchReport: Encodable {
    struct SessionPart: Encodable {
        let id: String
        let status: String
        let outcome: String?
        let provider: String?
        let offer_id: String?
        let model: String
        let error: String?
        let error_type: String?
        let created_at: Date
        let attempts: [AttemptPart]
    }

    struct AttemptPart: Encodable {
        let attempt: Int
        let offer_id: String
        let provider: String
        let gpu_type: String
        let machine_id: String?
        let instance_id: String?
        let label: String
        let price_per_hour: USD
        let launched_at: Date
        let accepted_at: Date?
        let ended_at: Date?
        let cost_usd: USD
        let error: String?
    }

    struct Teardown: Encodable {
        let verified: Bool
        let requested_at: Date?
        let confirmed_absent_at: [Date]
    }

    let session: SessionPart
    let benchmark: BenchmarkResult?
    let cost_analysis: CostAnalysis?
    let cost_usd: USD
    let archive: String?
    let teardown: Teardown

    init(session: Session, result: BenchmarkResult?, at date: Date) {
        let last = session.currentAttempt
        self.session = SessionPart(
            id: session.id.rawValue, status: session.state.status.rawValue, outcome: session.state.outcome?.rawValue,
            provider: last?.offer.provider.rawValue, offer_id: last?.offer.id.rawValue, model: session.plan.model,
            error: session.state.outcome == .succeeded ? nil : session.failure?.message,
            error_type: session.state.outcome == .succeeded ? nil : session.failure?.code.rawValue,
            created_at: session.createdAt,
            attempts: session.attempts.map { attempt in
                AttemptPart(
                    attempt: attempt.ordinal, offer_id: attempt.offer.id.rawValue, provider: attempt.offer.provider.rawValue,
                    gpu_type: attempt.offer.gpuName, machine_id: attempt.offer.machineID, instance_id: attempt.instance?.local,
                    label: attempt.label, price_per_hour: attempt.pricePerHour, launched_at: attempt.intendedAt,
                    accepted_at: attempt.acceptedAt, ended_at: attempt.closedAt, cost_usd: attempt.accrued(at: date),
                    error: attempt.failure?.message)
            })
        benchmark = result
        cost_analysis = result.map { CostAnalysis(tokensPerSecond: $0.results.avgTokensPerSecond, pricePerHour: $0.pricePerHour) }
        cost_usd = session.accrued(at: date)
        archive = session.archivePath
        teardown = Teardown(
            verified: session.attempts.allSatisfy { $0.closedAt != nil }, requested_at: last?.endRequestedAt,
            confirmed_absent_at: last?.absentAt ?? [])
    }

    enum CodingKeys: String, CodingKey {
        case session, benchmark, cost_analysis, cost_usd, archive, teardown
    }

    func encode(to encoder: any Encoder) throws {
        var keys = encoder.container(keyedBy: CodingKeys.self)
        try keys.encode(session, forKey: .session)
        // Scripts index into these: a run without a result has nulls, not missing keys.
        try keys.encode(benchmark, forKey: .benchmark)
        try keys.encode(cost_analysis, forKey: .cost_analysis)
        try keys.encode(cost_usd, forKey: .cost_usd)
        try keys.encode(archive, forKey: .archive)
        try keys.encode(teardown, forKey: .teardown)
    }
}
