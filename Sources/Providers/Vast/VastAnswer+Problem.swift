import Domain

extension VastAnswer {
    /// A 429 that waiting does not cure before midnight UTC.
    var isQuotaExhausted: Bool {
        guard status == 429, let body = try? decoded(as: VastErrorBody.self) else { return false }
        return body.error == "search_quota_exceeded"
    }

    /// What to tell a person about an answer that is no success.
    var problem: Problem {
        let asked = "'\(operation.rawValue)'"
        let answered = "Vast.ai answered HTTP \(status) to \(asked)" + (explanation.map { ": \($0)" } ?? "")
        switch status {
        case 401, 403:
            return Problem(
                .providerRejectedKey, "Vast.ai rejected the API key: HTTP \(status) to \(asked)",
                hint: "Set VASTAI_API_KEY to a key from https://cloud.vast.ai/manage-keys/ that may search, "
                    + "rent and destroy")
        case 402:
            return Problem(.budget, answered, hint: Self.creditHint)
        case 404:
            // These addresses are always there.
            let isFixed = [.searchOffers, .searchTemplates, .showAccount, .listInstances].contains(operation)
            return Problem(.notFound, answered, hint: isFixed ? "Check VASTAI_BASE_URL" : nil)
        case 409:
            return Problem(.conflict, answered)
        case 410:
            return Problem(.staleInventory, answered)
        case 429 where isQuotaExhausted:
            return Problem(
                .rateLimited, "Vast.ai's daily quota of searches is used up: HTTP 429 to \(asked)",
                hint: "It resets at midnight UTC; until then only offers read earlier can be used")
        case 429:
            return Problem(.rateLimited, answered, hint: "Wait a minute and try again")
        case 300...399:
            return Problem(.badResponse, answered, hint: "Check VASTAI_BASE_URL")
        case 408, 500...599:
            return Problem(.unavailable, answered, hint: "Try again in a minute")
        case 400...499:
            return Problem(.invalidInput, answered)
        default:
            return Problem(.badResponse, answered)
        }
    }

    /// What to do about an empty account.
    static let creditHint = "Add credit at https://cloud.vast.ai/billing/"
}
