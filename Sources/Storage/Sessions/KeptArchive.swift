public import Domain
public import Foundation

/// A raw archive on the disk that a session refers to.
public struct KeptArchive: Hashable, Sendable {
    /// Whose it is.
    public let session: SessionID
    /// What was measured.
    public let model: String
    /// The folder.
    public let path: String
    /// When its session was over; `nil` for one that is not.
    public let finishedAt: Date?
    /// The result that was read from it and is in the database; `nil` where there is none.
    public let benchmarkID: String?
}
