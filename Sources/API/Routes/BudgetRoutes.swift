import Domain
import Engine
import Foundation
import Hummingbird

/// `/budgets`: what consumers may spend.
struct BudgetRoutes: Routes {
    let shop: Shop

    private var budgets: Budgets { shop.budgets }

    func add(to router: some RouterMethods<APIContext>) {
        router.get("budgets") { request, context in
            let paging = try Paging(QueryFields(of: request, context, knowing: Paging.names))
            return JSONAnswer(BudgetListShape(paging.page(of: try await budgets.statuses()) { $0.consumer }))
        }
        router.get("budgets/**") { _, context in JSONAnswer(try await budgets.status(of: try Self.consumer(context))) }
        router.put("budgets/**") { request, context in
            let terms = try BudgetBody(await BodyFields(of: request, context: context), consumer: try Self.consumer(context)).terms
            return JSONAnswer(try await budgets.set(terms))
        }
        router.delete("budgets/**") { _, context in
            let consumer = try Self.consumer(context)
            try await budgets.remove(consumer)
            return JSONAnswer(BudgetRemovedShape(message: "budget removed", consumer_id: consumer))
        }
    }

    /// A consumer's name may hold anything, blanks and slashes too.
    private static func consumer(_ context: APIContext) throws -> String {
        let parts = context.parameters.getCatchAll().map(\.removingPercentEncoding)
        guard parts.allSatisfy({ $0 != nil }) else {
            throw Problem(.invalidInput, "the consumer's name in the path is not percent-encoded text")
        }
        return parts.compactMap(\.self).joined(separator: "/")
    }
}
