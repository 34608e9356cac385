/// The words of a refusal, wherever the server put them.
struct VastErrorBody: Decodable, Sendable {
    let success: Bool?
    let error: String?
    let words: String

    private enum CodingKeys: String, CodingKey {
        case success, error, msg, message, detail
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        success = container.looseFlag(.success)
        error = container.looseText(.error)
        let texts = [error, container.looseText(.msg), container.looseText(.message), container.looseText(.detail)]
        words = texts.compactMap(\.self).joined(separator: ": ")
    }

    /// Whether the words say that a machine does not exist.
    var saysAbsent: Bool {
        mentions(["no_such_instance", "no such instance", "not found", "not_found", "does not exist"])
    }

    /// Whether they say so of a machine, as a gateway's bare "Not Found" does not.
    var saysNoMachine: Bool { saysAbsent && mentions(["instance", "contract", "machine"]) }

    /// Whether any of these stands in the words, whatever the case.
    func mentions(_ phrases: [String]) -> Bool {
        let words = words.lowercased()
        return phrases.contains { words.contains($0) }
    }
}
