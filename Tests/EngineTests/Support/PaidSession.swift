import Domain
import Foundation
import Storage

/// Sessions as if they had run, put straight into the database.
struct PaidSession {
    var id: UInt64
    var consumer = "team"
    var ceiling = USD(micros: 1_000_000)
    var isFinished = true
    var attempts: [Run] = []

    /// One machine of it; seconds after the start.
    struct Run {
        var offer = Samples.offer()
        var from: TimeInterval
        var to: TimeInterval?
        var traffic: (bytes: Int64, at: TimeInterval)?
        var reprices: [(price: USD, at: TimeInterval)] = []
        /// Whether its launch was answered; else it is billed from the intent.
        var isAccepted = true
    }

    var sessionID: SessionID {
        get throws {
            let text = String(id, radix: 16)
            guard let id = SessionID(rawValue: String(repeating: "0", count: 16 - text.count) + text) else {
                throw Problem(.internalError, "no id")
            }
            return id
        }
    }

    @discardableResult
    func insert(into store: Store) async throws -> Session {
        let start = Samples.start
        let begin = start + (attempts.first?.from ?? 0)
        var plan = Samples.plan()
        plan.consumer = consumer
        plan.budget = ceiling
        var session = Session(
            id: try sessionID, deployment: store.deploymentID, createdAt: begin, stepDeadline: begin + 60, hardDeadline: begin + 3600,
            plan: plan, sshPublicKey: "ssh-ed25519 AAAA", sealedPrivateKey: Data())
        session.attempts = attempts.enumerated().map { index, run in
            var attempt = Attempt(
                session: session.id, ordinal: index + 1, offer: run.offer, label: "label-\(id)", intendedAt: start + run.from)
            if run.isAccepted { attempt.acceptedAt = start + run.from }
            attempt.instance = InstanceID(provider: run.offer.provider, local: "machine-\(id)-\(index)")
            if let traffic = run.traffic {
                attempt.trafficBytes = traffic.bytes
                attempt.trafficAt = start + traffic.at
            }
            for change in run.reprices { attempt.reprice(to: change.price, at: start + change.at) }
            if let to = run.to {
                attempt.closedAt = start + to
                attempt.cost = attempt.accrued(at: start + to)
            }
            return attempt
        }
        session.state = isFinished ? SessionState(.finished, next: .finish(.failed)) : SessionState(.booting)
        if isFinished { session.finishedAt = session.attempts.last?.closedAt ?? begin }
        try await store.insert(session, ownedBy: Samples.owner, leaseUntil: start)
        return session
    }
}
