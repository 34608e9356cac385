public import Domain
import Foundation

/// Somebody's address that wants to be told of events, and what the messages are signed with.
public struct Webhook: Hashable, Sendable, CustomStringConvertible {
    /// The whole address.
    public let url: String
    /// The key of the signature; `nil` for none.
    public let secret: Secret?

    /// Checks the address.
    /// - Throws: `Problem` with code `invalidInput` when it is none that can be called.
    public init(url: String, secret: Secret? = nil) throws(Problem) {
        guard WebhookAddress(url) != nil else {
            throw Problem(.invalidInput, "the address of the webhook cannot be used", hint: "It must be \(WebhookAddress.form).")
        }
        self.url = url
        self.secret = secret?.exposed.isEmpty ?? true ? nil : secret
    }

    /// Scheme and host alone: the path of many hooks is as good as a key.
    public var description: String { WebhookAddress(url)?.place ?? "***" }

    /// The secret as it is stored: sealed, and of use with this address only.
    func sealedSecret(with seal: KeySeal) throws -> Data? {
        try secret.map { try seal.seal(Data($0.exposed.utf8), boundTo: Self.name(of: url)) }
    }

    /// The secret of a stored message, opened; `nil` where it has none.
    static func secret(of message: NewDelivery, opening seal: KeySeal) throws -> Data? {
        try message.sealedSecret.map { try seal.open($0, boundTo: name(of: message.url), as: "the secret of a webhook") }
    }

    private static func name(of url: String) -> String { "webhook \(url)" }
}
