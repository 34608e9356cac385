public import Foundation

/// A message for a webhook that is to be put into the outbox.
public struct NewDelivery: Hashable, Sendable {
    /// Where it goes.
    public let url: String
    /// The bytes that are sent, and signed.
    public let body: Data
    /// What they are signed with, sealed and bound to the address; `nil` for no signature.
    public let sealedSecret: Data?

    /// Describes a message.
    public init(url: String, body: Data, sealedSecret: Data? = nil) {
        self.url = url
        self.body = body
        self.sealedSecret = sealedSecret
    }
}
