import Domain
import Foundation

extension Samples {
    /// A session whose one machine was billed from and to so many seconds after the start; unfinished while it is billed.
    static func paid(
        _ number: UInt64, from: TimeInterval, to end: TimeInterval?, traffic: TimeInterval? = nil, consumer: String = "team",
        ceiling: Int64 = 1_000_000
    ) throws -> Session {
        var session = Session(
            id: try id(number), deployment: try session().deployment, createdAt: start + from, stepDeadline: start + from + 60,
            hardDeadline: start + from + 3600,
            plan: SessionPlan(
                consumer: consumer, model: "qwen2:7b", durationSeconds: 60, budget: USD(micros: ceiling), diskGB: 32),
            sshPublicKey: "ssh-ed25519 AAAA", sealedPrivateKey: Data())
        var attempt = Attempt(
            session: session.id, ordinal: 1, offer: offer(Int(number)), label: "gpu-shopper-test-1-\(session.id)", intendedAt: start + from)
        attempt.acceptedAt = start + from
        attempt.instance = InstanceID(provider: .vastai, local: "machine-\(number)")
        if let traffic {
            attempt.trafficBytes = 4_400_000_001
            attempt.trafficAt = start + traffic
        }
        if let end {
            attempt.closedAt = start + end
            attempt.cost = attempt.accrued(at: start + end)
            session.state = SessionState(.finished, next: .finish(.succeeded))
            session.finishedAt = start + end
        } else {
            session.state = SessionState(.booting)
        }
        session.attempts = [attempt]
        return session
    }

    static func orphan(_ local: String, session: SessionID?) -> OrphanRecord {
        OrphanRecord(
            instance: InstanceID(provider: .vastai, local: local), label: "gpu-shopper-test-1-x", session: session, gpuName: "RTX 3090",
            pricePerHour: USD(micros: 200_000), billedFrom: start, foundAt: start + 60)
    }
}
