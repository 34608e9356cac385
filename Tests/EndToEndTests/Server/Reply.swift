import Testing

/// What a server answered.
struct Reply {
    let status: Int
    let headers: [String: String]
    let text: String

    /// The body as JSON; what is none has no members.
    var json: JSONTree { (try? JSONTree(parsing: text)) ?? .null }

    /// For the message of a failed expectation.
    var all: Comment { "status \(status)\n\(headers)\n\(text)" }
}
