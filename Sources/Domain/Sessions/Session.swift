public import Foundation

/// Our durable record of one renting.
public struct Session: Hashable, Sendable, Identifiable {
    /// Its name.
    public let id: SessionID
    /// The installation it belongs to.
    public let deployment: DeploymentID
    /// Where it stands.
    public var state: SessionState
    /// Counts every applied event; a writer whose version is old has lost.
    public var version: Int
    /// When the current step was entered.
    public var stepEnteredAt: Date
    /// When the current step must be over.
    public var stepDeadline: Date
    /// When everything must be over, however many attempts it takes.
    public let hardDeadline: Date
    /// When it was asked for.
    public let createdAt: Date
    /// What to measure.
    public let plan: BenchmarkPlan
    /// The session's public key, one OpenSSH line.
    public let sshPublicKey: String
    /// The session's private key, sealed with the key file beside the database.
    public let sealedPrivateKey: Data
    /// Machines tried, in order.
    public var attempts: [Attempt]
    /// Where the archive lies on our disk, once collected.
    public var archivePath: String?
    /// The stored result.
    public var benchmarkID: String?
    /// Why it failed, when it did.
    public var failure: SessionFailure?
    /// When it finished.
    public var finishedAt: Date?

    /// A fresh session.
    public init(
        id: SessionID, deployment: DeploymentID, createdAt: Date, stepDeadline: Date, hardDeadline: Date,
        plan: BenchmarkPlan, sshPublicKey: String, sealedPrivateKey: Data
    ) {
        self.id = id
        self.deployment = deployment
        state = SessionState(.requested)
        version = 0
        stepEnteredAt = createdAt
        self.stepDeadline = stepDeadline
        self.hardDeadline = hardDeadline
        self.createdAt = createdAt
        self.plan = plan
        self.sshPublicKey = sshPublicKey
        self.sealedPrivateKey = sealedPrivateKey
        attempts = []
    }

    /// The attempt under way or the last one.
    public var currentAttempt: Attempt? { attempts.last }

    /// What all attempts cost up to `date`.
    public func accrued(at date: Date) -> USD {
        attempts.reduce(.zero) { $0 + $1.accrued(at: date) }
    }
}
