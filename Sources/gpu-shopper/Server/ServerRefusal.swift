import Domain

/// The error that a server answers with.
struct ServerRefusal: Decodable {
    let error: String
    let error_type: String
    let hint: String?
    let request_id: String

    /// What an answer says went wrong; `nil` when it is none of our server's.
    init?(_ answer: ServerAnswer) {
        do { self = try answer.decoded() } catch { return nil }
    }

    /// The same as a problem; a word that this version does not know is told apart by the status alone.
    func problem(_ status: Int) -> Problem {
        let code = Problem.Code(rawValue: error_type) ?? (status == 401 ? .forbidden : status < 500 ? .invalidInput : .badResponse)
        // It was the server that was interrupted, not the command.
        return Problem(code == .interrupted ? .unavailable : code, error, hint: hint)
    }
}
