import Foundation
public import Storage

/// Which archives can go, and why the others stay.
public struct PruningPlan: Sendable {
    /// One that can go.
    public struct Item: Sendable {
        /// The archive.
        public let archive: KeptArchive
        /// What its files hold.
        public let bytes: Int64
        /// Where it lies, which is no longer its own place when an earlier removal was cut off.
        let place: URL
    }

    /// The oldest last.
    public let items: [Item]
    /// Archives whose result is not in the database, or whose session is not over: these never go.
    public let unread: Int
    /// Archives that are too young, or among those that were to be kept.
    public let recent: Int
    /// Archives that are not where they should be.
    public let missing: Int

    /// What all of them hold together.
    public var bytes: Int64 { items.reduce(0) { $0 + $1.bytes } }
}
