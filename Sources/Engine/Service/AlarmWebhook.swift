import Domain
import Foundation

/// The one address that is told of every alarm of a deployment.
public struct AlarmWebhook: Sendable {
    private let webhook: Webhook
    private let seal: KeySeal

    /// Joins the address and what seals its secret in the outbox.
    public init(_ webhook: Webhook, seal: KeySeal) {
        self.webhook = webhook
        self.seal = seal
    }

    /// Where it goes.
    var url: String { webhook.url }

    /// A message for the outbox.
    func message(_ body: Data) throws -> NewDelivery {
        NewDelivery(url: webhook.url, body: body, sealedSecret: try webhook.sealedSecret(with: seal))
    }
}
