import Advice
import Domain
import Engine
import HTTPTypes
import Hummingbird
import NIOCore

/// How any error is answered: with words for a person, a word for programs, and nothing of our insides.
struct Failure {
    let status: HTTPResponse.Status
    let type: String
    let message: String
    var hint: String?
    var headers: HTTPFields = [:]
    /// What goes into the log because the caller is not told; `nil` when the caller is told everything.
    var hidden: String?
    /// What a disk lacks, where that is what failed.
    var disk: DiskShortageShape?

    /// What is to be said about an error that a request to `path` met; `limit` is the most that a body may have.
    init(_ error: any Error, _ method: HTTPRequest.Method, path: String, limit: Int) {
        switch error {
        case let refused as RefusedRequest: self.init(refused)
        case let shortage as InsufficientDisk:
            self.init(
                RefusedRequest(
                    status: .badRequest, type: "insufficient_disk", message: shortage.message,
                    hint: "Ask for disk_gb (--disk) \(shortage.estimate.recommendedGB), or leave it out."))
            disk = DiskShortageShape(shortage)
        case let problem as Problem where problem.code != .internalError: self.init(problem)
        case let mismatch as OpeningMismatch: self.init(.otherRequest(mismatch.key))
        case is NIOTooManyBytesError: self.init(.tooLarge(limit: limit))
        case let error as HTTPError where error.status == .notFound: self.init(.unknownRoute(method, path: path))
        case let error as HTTPError where error.status.kind == .clientError:
            self.init(RefusedRequest(status: error.status, type: "bad_request", message: error.body ?? error.status.reasonPhrase))
        case is CancellationError:
            self.init(Problem(.interrupted, "the server is stopping", hint: "Ask again when it is back."))
        default:
            self.init(
                RefusedRequest(
                    status: .internalServerError, type: Problem.Code.internalError.rawValue, message: "internal error",
                    hint: "The server's log says more under the request's id."))
            let problem = Problem(wrapping: error, doing: "the request")
            hidden = problem.cause.map { "\(problem.message) (\($0))" } ?? problem.message
        }
    }

    private init(_ refused: RefusedRequest) {
        status = refused.status
        type = refused.type
        message = refused.message
        hint = refused.hint
        headers = refused.headers
    }

    /// Seconds after which it is worth asking again, where a moment may change the answer.
    private static let pauses: [Problem.Code: Int] = [.rateLimited: 30, .interrupted: 10, .localStorage: 10]

    private init(_ problem: Problem) {
        if let pause = Self.pauses[problem.code] { headers[.retryAfter] = String(pause) }
        status = problem.code.status
        type = problem.code.rawValue
        message = problem.message
        hint = problem.hint
        hidden = problem.cause.map { "\($0)" }
    }

    /// The answer.
    func answer(to requestID: String) -> JSONAnswer<ErrorBody> {
        JSONAnswer(
            ErrorBody(error: message, error_type: type, hint: hint, request_id: requestID, disk: disk), status: status, headers: headers)
    }
}
