import ArgumentParser
import Domain
import Engine
import Foundation
import HTTPTypes

/// `gpu-shopper budgets set`.
struct BudgetsSet: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set what a consumer may spend, in place of what was set before.",
        discussion: """
            The secret that signs a webhook's messages is read from BUDGET_WEBHOOK_SECRET, so that no list of processes shows it.

            gpu-shopper budgets set me --limit 50 --period month --when-exceeded end
            """)

    private struct Body: Encodable {
        let limit: USD
        let period: String
        let when_exceeded: String
        let webhook_url: String?
        let webhook_secret: String?
        let removesWebhook: Bool

        private enum CodingKeys: String, CodingKey {
            case limit, period, when_exceeded, webhook_url, webhook_secret
        }

        func encode(to encoder: any Encoder) throws {
            var keys = encoder.container(keyedBy: CodingKeys.self)
            try keys.encode(limit, forKey: .limit)
            try keys.encode(period, forKey: .period)
            try keys.encode(when_exceeded, forKey: .when_exceeded)
            if removesWebhook {
                try keys.encodeNil(forKey: .webhook_url)
            } else {
                try keys.encodeIfPresent(webhook_url, forKey: .webhook_url)
            }
            try keys.encodeIfPresent(webhook_secret, forKey: .webhook_secret)
        }
    }

    @Argument(help: "Whose budget.")
    var consumer: String

    @Option(help: "The most, in dollars.")
    var limit: Double

    @Option(help: "What counts: month (the calendar's, in UTC) or total.", completion: Candidates.words(Budget.Period.self))
    var period = Budget.Period.month.rawValue

    @Option(
        help: "What becomes of running work once all is spent: refuse (it goes on, nothing new starts) or end.",
        completion: Candidates.words(Budget.WhenExceeded.self))
    var whenExceeded = Budget.WhenExceeded.refuse.rawValue

    @Option(help: "Who is told when it runs short; an empty address tells nobody any more.")
    var webhook: String?

    @OptionGroup var server: ServerOptions
    @OptionGroup var common: CommonOptions

    func run() async throws {
        guard let amount = try FlagRange.dollars("--limit", limit) else { return }
        guard let span = Budget.Period(rawValue: period) else { throw Self.noWord("--period", Budget.Period.allCases.map(\.rawValue)) }
        guard let policy = Budget.WhenExceeded(rawValue: whenExceeded) else {
            throw Self.noWord("--when-exceeded", Budget.WhenExceeded.allCases.map(\.rawValue))
        }
        let secret = ProcessInfo.processInfo.environment["BUDGET_WEBHOOK_SECRET"]
        let desk = try ServerDesk.looking(common, server)
        if let context = try await desk.localUnlessNamed() {
            var terms = BudgetTerms(consumer: consumer, limit: amount, period: span, whenExceeded: policy)
            if let webhook {
                terms.webhook = webhook.isEmpty ? .remove : .set(try Webhook(url: webhook, secret: secret.map { Secret($0) }))
            }
            try BudgetTable.print(try await context.budgets.set(terms), desk)
        } else {
            let isRemoval = webhook?.isEmpty ?? false
            let body = Body(
                limit: amount, period: period, when_exceeded: whenExceeded, webhook_url: isRemoval ? nil : webhook,
                webhook_secret: isRemoval || webhook == nil ? nil : secret, removesWebhook: isRemoval)
            try BudgetTable.print(try await desk.link.ask(.put, "budgets/\(consumer)", body: body), desk)
        }
    }

    private static func noWord(_ flag: String, _ words: [String]) -> Problem {
        Problem(.invalidInput, "\(flag) must be one of \(words.joined(separator: ", "))")
    }
}
