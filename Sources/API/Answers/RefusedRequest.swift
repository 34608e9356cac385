import Domain
import HTTPTypes

/// What is wrong with a request as such, for which the product's own problems have no word.
struct RefusedRequest: Error {
    let status: HTTPResponse.Status
    /// One word for programs.
    let type: String
    /// One sentence for a person.
    let message: String
    var hint: String?
    var headers: HTTPFields = [:]

    static func unknownRoute(_ method: HTTPRequest.Method, path: String) -> RefusedRequest {
        RefusedRequest(
            status: .notFound, type: Problem.Code.notFound.rawValue, message: "there is no \(method.rawValue) \(path.prefix(128))",
            hint: "The routes are described in docs/api.md.")
    }

    static func wrongMethod(_ method: HTTPRequest.Method, allowed: [String]) -> RefusedRequest {
        var headers = HTTPFields()
        headers[.allow] = allowed.joined(separator: ", ")
        return RefusedRequest(
            status: .methodNotAllowed, type: "method_not_allowed",
            message: "\(method.rawValue) is not possible here: it must be \(allowed.joined(separator: " or "))", headers: headers)
    }

    static func tooLarge(limit: Int) -> RefusedRequest {
        RefusedRequest(
            status: .contentTooLarge, type: "body_too_large",
            message: "the body is larger than \(limit) bytes, which is the most that is read")
    }

    static func otherRequest(_ key: String) -> RefusedRequest {
        RefusedRequest(
            status: .unprocessableContent, type: "idempotency_key_reused",
            message: "the Idempotency-Key \(key.prefix(64)) stood for another request before", hint: "Give every request a key of its own.")
    }

    static let foreignCaller = RefusedRequest(
        status: .forbidden, type: "forbidden", message: "this server answers programs of its own machine, and no web pages",
        hint: "Call it by 127.0.0.1 or localhost, without an Origin of another site.")
}
