import Domain
import Engine

/// A budget as a caller sets it.
///
/// A webhook that is not mentioned stays as it is, and `null` takes it away.
struct BudgetBody: Sendable {
    let terms: BudgetTerms

    init(_ fields: BodyFields, consumer: String) throws {
        try fields.require("limit")
        guard let limit = try fields.dollars("limit") else { throw Problem(.internalError, "a member that was required is not there") }
        var terms = BudgetTerms(consumer: consumer, limit: limit)
        terms.period = try fields.word("period") ?? terms.period
        terms.whenExceeded = try fields.word("when_exceeded") ?? terms.whenExceeded
        let secret = try fields.text("webhook_secret").map { Secret($0) }
        if let url = try fields.text("webhook_url") {
            terms.webhook = .set(try Webhook(url: url, secret: secret))
        } else if secret != nil {
            throw Problem(.invalidInput, "webhook_secret needs webhook_url", hint: "Send both: the secret is bound to the address.")
        } else if fields.isCleared("webhook_url") {
            terms.webhook = .remove
        }
        self.terms = terms
    }
}
