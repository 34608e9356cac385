import API
import Advice
import Domain
import Foundation

/// `bench run -o json`; a run without a result has nulls, not missing keys.
struct BenchReport: Encodable, Sendable {
    struct SessionPart: Encodable, Sendable {
        let id: String
        let status: String
        @OrNull var outcome: String?
        @OrNull var provider: String?
        @OrNull var offer_id: String?
        let model: String
        @OrNull var error: String?
        @OrNull var error_type: String?
        let created_at: Date
        let attempts: [AttemptPart]
    }

    struct AttemptPart: Encodable, Sendable {
        let attempt: Int
        let offer_id: String
        let provider: String
        let gpu_type: String
        @OrNull var machine_id: String?
        @OrNull var instance_id: String?
        let label: String
        let price_per_hour: USD
        let launched_at: Date
        @OrNull var accepted_at: Date?
        @OrNull var ended_at: Date?
        let cost_usd: USD
        let traffic_usd: USD
        @OrNull var error: String?
    }

    struct Teardown: Encodable, Sendable {
        let verified: Bool
        @OrNull var requested_at: Date?
        let confirmed_absent_at: [Date]
    }

    let session: SessionPart
    @OrNull var benchmark: BenchmarkResult?
    @OrNull var cost_analysis: CostAnalysis?
    let cost_usd: USD
    @OrNull var archive: String?
    let teardown: Teardown
    /// The same in one line for people.
    let sentence: String

    /// `problem` is what kept the session from its end; a finished session says itself what went wrong.
    init(session: Session, result: BenchmarkResult?, problem: Problem? = nil, at date: Date) {
        let last = session.currentAttempt
        let failure = session.state.outcome == .succeeded ? nil : session.failure
        self.session = SessionPart(
            id: session.id.rawValue, status: session.state.status.rawValue, outcome: session.state.outcome?.rawValue,
            provider: last?.offer.provider.rawValue, offer_id: last?.offer.id.rawValue, model: session.plan.model,
            error: problem?.message ?? failure?.message, error_type: problem?.code.rawValue ?? failure?.code.rawValue,
            created_at: session.createdAt, attempts: session.attempts.map { Self.part($0, at: date) })
        benchmark = result
        cost_analysis = result.map { CostAnalysis(tokensPerSecond: $0.results.avgTokensPerSecond, pricePerHour: $0.pricePerHour) }
        cost_usd = session.accrued(at: date)
        archive = session.archivePath
        teardown = Teardown(
            verified: session.state.step == .finished && session.attempts.allSatisfy { $0.closedAt != nil }
                && problem?.code != .teardownUnverified,
            requested_at: last?.endRequestedAt, confirmed_absent_at: last?.absentAt ?? [])
        sentence = SessionSentence(session, result: result, at: date).text
    }

    /// The sentence; the figures of it where a spreadsheet is wanted.
    var sheet: Sheet {
        let figures = benchmark?.results
        return .sentence(
            sentence,
            Facts([
                "session id": session.id, "status": session.status, "outcome": session.outcome, "model": session.model,
                "offer id": session.offer_id, "benchmark id": benchmark?.id,
                "avg tokens per second": figures.map { FlagRange.plain($0.avgTokensPerSecond) },
                "verdict": benchmark?.verdict.rawValue, "cost usd": FlagRange.plain(cost_usd.dollars),
                "teardown verified": "\(teardown.verified)", "archive": archive, "error": session.error,
            ]))
    }

    private enum CodingKeys: String, CodingKey {
        case session, benchmark, cost_analysis, cost_usd, archive, teardown
    }

    private static func part(_ attempt: Attempt, at date: Date) -> AttemptPart {
        let offer = attempt.offer
        return AttemptPart(
            attempt: attempt.ordinal, offer_id: offer.id.rawValue, provider: offer.provider.rawValue,
            gpu_type: GPUCatalogue.match(name: offer.gpuName, memoryMiB: offer.gpuMemoryMiB).gpu?.name ?? offer.gpuName,
            machine_id: offer.machineID, instance_id: attempt.instance?.local, label: attempt.label,
            price_per_hour: attempt.pricePerHour, launched_at: attempt.intendedAt, accepted_at: attempt.acceptedAt,
            ended_at: attempt.closedAt, cost_usd: attempt.accrued(at: date), traffic_usd: attempt.traffic, error: attempt.failure?.message)
    }
}
