import Domain
import Foundation

/// The error that a server answers with.
struct ServerRefusal: Decodable {
    let error: String
    let error_type: String?
    let hint: String?

    /// What an answer says went wrong.
    static func problem(in answer: ServerAnswer, of server: URL) -> Problem {
        let refusal: ServerRefusal
        do {
            refusal = try answer.decoded()
        } catch {
            return Problem(
                .badResponse, "\(server) answered with status \(answer.status) and no words",
                hint: "Is it a gpu-shopper server?", cause: error)
        }
        let code = refusal.error_type.flatMap(Problem.Code.init(rawValue:)) ?? (answer.status < 500 ? .invalidInput : .badResponse)
        return Problem(code, refusal.error, hint: refusal.hint)
    }
}
