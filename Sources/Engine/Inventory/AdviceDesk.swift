public import Advice
public import Domain
public import Storage

/// Answers questions for advice from offers and from everything that is stored.
public struct AdviceDesk: Sendable {
    private let store: Store
    private let time: any TimeSource

    /// Joins what it needs.
    public init(store: Store, time: any TimeSource) {
        self.store = store
        self.time = time
    }

    /// Ranks offers (database, no network).
    ///
    /// Throws `.invalidInput` for limits that make no sense.
    public func advise(_ request: AdviceRequest, offers: [Offer]) async throws -> AdviceReport {
        let evidence = try await AdviceEvidence(from: store)
        let now = time.now
        return try Advisor().advise(
            request, offers: offers, evidence: evidence.results, hostFaults: evidence.hostFaults, history: evidence.history(at: now),
            generatedAt: now)
    }

    /// What a card does with a model, whether or not one is for rent (database, no network).
    public func estimate(_ question: EstimateQuestion) async throws -> SpeedAnswer {
        try SpeedAnswer(question, evidence: try await store.evidence())
    }
}
