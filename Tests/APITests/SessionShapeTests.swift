import Domain
import Foundation
import Testing

@testable import API

struct SessionShapeTests {
    private let start = Date(timeIntervalSince1970: 1_795_410_000)

    private func session(_ state: SessionState, failures: [Problem.Code?] = []) throws -> Session {
        let id = try #require(SessionID(rawValue: "0123456789abcdef"))
        let offer = Offer(
            id: OfferID(rawValue: "vastai-7"), provider: .vastai, gpuName: "RTX_4090", gpuCount: 2, gpuMemoryMiB: 24_564,
            pricePerHour: USD(micros: 400_000), fetchedAt: start)
        let terms = RentalTerms(
            choosing: offer, reservationHours: 2, idleThresholdMinutes: 0, storagePolicy: .destroy, workload: .training, retryScope: .any)
        let plan = SessionPlan(
            consumer: "alice", model: "", durationSeconds: 0, budget: USD(micros: 2_000_000), offer: offer.id, diskGB: 40,
            maximumAttempts: 4, rental: terms)
        var session = Session(
            id: id, deployment: try #require(DeploymentID(rawValue: "d")), createdAt: start, stepDeadline: start + 60,
            hardDeadline: start + 12 * 3600, plan: plan, sshPublicKey: "", sealedPrivateKey: Data())
        session.state = state
        for (index, code) in failures.enumerated() {
            var attempt = Attempt(session: id, ordinal: index + 1, offer: offer, label: "l", intendedAt: start)
            attempt.failure = code.map { SessionFailure(code: $0, message: "machine \(index + 1)") }
            session.failure = attempt.failure ?? session.failure
            session.attempts.append(attempt)
        }
        return session
    }

    @Test func `a session without a machine yet shows the offer that was chosen`() throws {
        let shape = SessionShape(try session(SessionState(.requested)), endReason: nil, at: start)
        #expect(shape.provider == "vastai" && shape.gpu_type == "RTX 4090" && shape.gpu_count == 2 && shape.offer_id == "vastai-7")
        #expect(shape.price_per_hour == USD(micros: 400_000) && shape.cost_usd == .zero && shape.status == "pending")
        #expect(shape.expires_at == start + 7200 && shape.reserved_until == start + 7200 && shape.hard_max_at == start + 12 * 3600)
        #expect(shape.auto_retry == true && shape.max_retries == 3 && shape.retry_scope == "any" && shape.retry_count == nil)
    }

    @Test func `what went wrong on the way is not what went wrong with the session`() throws {
        let finished: (SessionOutcome) -> SessionState = { SessionState(.finished, next: .finish($0)) }
        let cases: [(SessionState, [Problem.Code?], String?)] = [
            (SessionState(.ready), [.staleInventory, nil], nil),
            (finished(.failed), [.staleInventory, .timedOut], "machine 2"),
            (finished(.succeeded), [.staleInventory, nil], nil),
            (finished(.cancelled), [.staleInventory], nil),
            (finished(.expired), [.staleInventory, nil], nil),
            (finished(.expired), [nil, .budget], "machine 2"),
            (SessionState(.terminating, next: .replace), [.timedOut], nil),
            (SessionState(.terminating, next: .finish(.failed)), [.timedOut], "machine 1"),
        ]
        for (state, failures, error) in cases {
            let shape = SessionShape(try session(state, failures: failures), endReason: nil, at: start)
            #expect(shape.error == error, "\(state) \(failures)")
            #expect((shape.error_type == nil) == (error == nil))
        }
    }

    @Test func `what is written can be read again, and nothing is left out but what says nothing`() throws {
        let shape = SessionShape(try session(SessionState(.ready), failures: [.staleInventory, nil]), endReason: "why", at: start + 60)
        let bytes = try ProductJSON.encoder().encode(shape)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#""failed_offers":"vastai-7""#) && text.contains(#""end_reason":"why""#) && !text.contains("stopped_at"))
        let read = try ProductJSON.decoder().decode(SessionShape.self, from: bytes)
        #expect(try ProductJSON.encoder().encode(read) == bytes)
    }
}
