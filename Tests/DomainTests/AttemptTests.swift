import Domain
import Foundation
import Testing

@Suite struct AttemptTests {
    let start = Date(timeIntervalSince1970: 1_795_410_000)

    func attempt() throws -> Attempt {
        let offer = Offer(
            id: OfferID(provider: .vastai, local: "1"), provider: .vastai, gpuName: "RTX 3090",
            pricePerHour: USD(micros: 360_000), fetchedAt: start)
        return Attempt(
            session: try #require(SessionID(rawValue: "0123456789abcdef")), ordinal: 1, offer: offer, label: "label",
            intendedAt: start)
    }

    @Test func `a launch that was never accepted costs nothing`() throws {
        #expect(try attempt().accrued(at: start + 1000) == .zero)
    }

    @Test func `cost runs by the second from acceptance until absence is confirmed`() throws {
        var attempt = try attempt()
        attempt.acceptedAt = start + 10
        attempt.instance = InstanceID(provider: .vastai, local: "7")
        #expect(attempt.accrued(at: start + 10) == .zero)
        #expect(attempt.accrued(at: start + 70) == USD(micros: 6000))
        attempt.endRequestedAt = start + 70
        #expect(attempt.accrued(at: start + 110) == USD(micros: 10_000))
        attempt.closedAt = start + 110
        #expect(attempt.accrued(at: start + 5000) == USD(micros: 10_000))
    }

    @Test func `a machine whose launch answer was lost is charged from the intent`() throws {
        var attempt = try attempt()
        attempt.instance = InstanceID(provider: .vastai, local: "7")
        #expect(attempt.accrued(at: start + 60) == USD(micros: 6000))
    }

    @Test func `the price the provider charges counts, not the offer's`() throws {
        var attempt = try attempt()
        attempt.acceptedAt = start
        attempt.pricePerHour = USD(micros: 720_000)
        #expect(attempt.accrued(at: start + 60) == USD(micros: 12_000))
    }

    @Test func `a session costs what all its attempts cost`() throws {
        var first = try attempt()
        first.acceptedAt = start
        first.closedAt = start + 60
        var second = try attempt()
        second.acceptedAt = start + 100
        var session = Session(
            id: first.session, deployment: try #require(DeploymentID(rawValue: "test")), createdAt: start,
            stepDeadline: start + 60, hardDeadline: start + 3600,
            plan: SessionPlan(model: "qwen2:7b", durationSeconds: 60, budget: USD(micros: 1_000_000), diskGB: 20),
            sshPublicKey: "key", sealedPrivateKey: Data())
        session.attempts = [first, second]
        #expect(session.accrued(at: start + 160) == USD(micros: 12_000))
    }
}
