public import Foundation

/// How a session was asked for: what makes the same request, sent again, find it instead of renting twice.
public struct Opening: Hashable, Sendable {
    /// The private key of the session's user, to be shown again for a while.
    public struct UserKey: Hashable, Sendable {
        /// Encrypted with the key file beside the database.
        public let sealed: Data
        /// When it is forgotten.
        public let expiresAt: Date

        /// Joins both.
        public init(sealed: Data, expiresAt: Date) {
            self.sealed = sealed
            self.expiresAt = expiresAt
        }
    }

    /// A name that the caller gave the request.
    public struct Name: Hashable, Sendable {
        /// The caller's word; unique among its own.
        public let key: String
        /// SHA-256 of what was asked for, hexadecimal.
        public let requestHash: String

        /// Joins both.
        public init(key: String, requestHash: String) {
            self.key = key
            self.requestHash = requestHash
        }
    }

    /// Who asked.
    public var caller: String
    /// The request's name, where it had one.
    public var name: Name?
    /// The user's key, where one was made.
    public var userKey: UserKey?

    /// Joins them.
    public init(caller: String, name: Name? = nil, userKey: UserKey? = nil) {
        self.caller = caller
        self.name = name
        self.userKey = userKey
    }

    /// How long a request's name is remembered.
    public static let nameLasts: TimeInterval = 24 * 3600
    /// How long a key can be asked for again.
    public static let keyLasts: TimeInterval = 600
}
