import Domain
import HTTPTypes

extension Problem.Code {
    /// The status that an answer about it has.
    ///
    /// A provider that refuses our key is no fault of the caller's, who is never told 401 for it.
    var status: HTTPResponse.Status {
        switch self {
        case .invalidInput: .badRequest
        case .notFound: .notFound
        case .conflict: .conflict
        case .forbidden: .forbidden
        case .budget: HTTPResponse.Status(code: 402, reasonPhrase: "Payment Required")
        case .noOffer, .staleInventory, .noCredentials, .localStorage, .interrupted: .serviceUnavailable
        case .rateLimited: .tooManyRequests
        case .unavailable, .badResponse, .providerRejectedKey, .wrongHardware: .badGateway
        case .timedOut: .gatewayTimeout
        case .teardownUnverified, .benchmarkFailed, .internalError: .internalServerError
        }
    }
}
