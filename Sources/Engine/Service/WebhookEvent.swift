import Domain
import Foundation

/// What a webhook is told, as JSON.
struct WebhookEvent<Details: Encodable>: Encodable {
    /// A short fixed word: the kind of an alarm.
    let event: String
    /// Which thing: a machine, a provider, a consumer.
    let subject: String
    /// One sentence for a person.
    let message: String
    /// When it happened.
    let at: Date
    /// The installation that tells.
    let deployment: DeploymentID
    /// Figures for a program; an object.
    let details: Details

    /// The bytes that are sent and signed.
    func body() throws -> Data { try ProductJSON.encoder().encode(self) }
}
