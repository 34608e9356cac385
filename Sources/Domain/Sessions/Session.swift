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
    public var hardDeadline: Date
    /// When it was asked for.
    public let createdAt: Date
    /// When the row was last written; a clock that shows less has gone back since.
    public var updatedAt: Date
    /// What was asked for.
    public let plan: SessionPlan
    /// The key that we log in with, one OpenSSH line.
    public let sshPublicKey: String
    /// The session's private key, sealed with the key file beside the database.
    public let sealedPrivateKey: Data
    /// The key that the user logs in with, when it is not the session's own.
    public var userPublicKey: String?
    /// Until when a rented machine is wanted; `nil` for a benchmark.
    public var reservedUntil: Date?
    /// Whether the user lifted the hard maximum for this session.
    public var overridesHardMaximum: Bool
    /// The most that the session may cost, extensions included; what a budget sets aside for it.
    public var ceiling: USD
    /// Who wants it to end.
    public var endWish: EndWish?
    /// How busy a rented machine is.
    public var idle: IdleReading?
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
        plan: SessionPlan, sshPublicKey: String, sealedPrivateKey: Data
    ) {
        self.id = id
        self.deployment = deployment
        state = SessionState(.requested)
        version = 0
        stepEnteredAt = createdAt
        self.stepDeadline = stepDeadline
        self.hardDeadline = hardDeadline
        self.createdAt = createdAt
        updatedAt = createdAt
        self.plan = plan
        self.sshPublicKey = sshPublicKey
        self.sealedPrivateKey = sealedPrivateKey
        reservedUntil = plan.rental.map { createdAt.addingTimeInterval(Double($0.reservationHours) * 3600) }
        overridesHardMaximum = false
        ceiling = plan.budget
        attempts = []
    }

    /// The attempt under way or the last one.
    public var currentAttempt: Attempt? { attempts.last }

    /// When a machine was first asked for: nothing that carries the session's label is older.
    public var firstIntent: Date? { attempts.first?.intendedAt }

    /// Who rents out its machine: that of the attempt under way, or of the offer that was asked for.
    public var provider: ProviderID? {
        currentAttempt?.offer.provider ?? plan.rental?.provider ?? (plan.providers.count == 1 ? plan.providers.first : nil)
    }

    /// When a rented machine that is in use must go.
    public var useEndsAt: Date { min(reservedUntil ?? hardDeadline, hardDeadline) }

    /// What all attempts cost up to `date`.
    public func accrued(at date: Date) -> USD {
        attempts.reduce(.zero) { $0 + $1.accrued(at: date) }
    }
}
