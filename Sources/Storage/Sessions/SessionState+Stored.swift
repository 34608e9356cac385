import Domain

extension SessionState.Next {
    /// Reads the column `next`: `replace`, or the outcome to finish with.
    init(stored text: String) throws {
        if text == "replace" {
            self = .replace
        } else if let outcome = SessionOutcome(rawValue: text) {
            self = .finish(outcome)
        } else {
            throw DecodingError.unreadable("next \(text)")
        }
    }

    var stored: String {
        switch self {
        case .replace: "replace"
        case .finish(let outcome): outcome.rawValue
        }
    }
}

extension SessionFailure {
    init?(code: String?, message: String?) throws {
        guard let code, let message else { return nil }
        guard let known = Problem.Code(rawValue: code) else { throw DecodingError.unreadable("failure \(code)") }
        self.init(code: known, message: message)
    }
}

extension DecodingError {
    /// A row that holds something this program has no word for.
    static func unreadable(_ what: String) -> DecodingError {
        .dataCorrupted(Context(codingPath: [], debugDescription: "unknown \(what)"))
    }
}
