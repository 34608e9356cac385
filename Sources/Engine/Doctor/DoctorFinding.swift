/// One line of `doctor`.
public struct DoctorFinding: Sendable, Codable {
    /// How it stands.
    public enum Status: String, Sendable, Codable {
        /// As it should be.
        case good = "ok"
        /// Works, and deserves a look.
        case warning
        /// Something will not work.
        case bad = "failed"
    }

    /// What was looked at.
    public let check: String
    /// How it stands.
    public let status: Status
    /// What was found.
    public let detail: String
    /// What to do.
    public let hint: String?

    /// Describes a finding.
    public init(_ check: String, _ status: Status, _ detail: String, hint: String? = nil) {
        self.check = check
        self.status = status
        self.detail = detail
        self.hint = hint
    }
}
