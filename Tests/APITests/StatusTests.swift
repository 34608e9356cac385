import Domain
import HTTPTypes
import Testing

@testable import API

struct StatusTests {
    /// Every kind of problem, and how it is answered.
    private static let statuses: [Problem.Code: Int] = [
        .invalidInput: 400, .notFound: 404, .conflict: 409, .forbidden: 403, .budget: 402, .noOffer: 503, .staleInventory: 503,
        .noCredentials: 503,
        .localStorage: 503, .interrupted: 503, .rateLimited: 429, .unavailable: 502, .badResponse: 502, .providerRejectedKey: 502,
        .wrongHardware: 502, .timedOut: 504, .teardownUnverified: 500, .benchmarkFailed: 500, .internalError: 500,
    ]

    @Test(arguments: Problem.Code.allCases)
    func `every problem has its status`(code: Problem.Code) {
        #expect(code.status.code == Self.statuses[code])
    }
}
