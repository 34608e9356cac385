/// One line of `results.jsonl`.
struct RequestLine: Decodable {
    let n: Int
    let phase: String
    let prompt: String
    let t: Int
    let startUs: Int
    let firstUs: Int?
    let firstAnswerUs: Int?
    let endUs: Int
    let chunks: Int?
    let evalCount: Int?
    let evalDuration: Int?
    let promptEvalCount: Int?
    let loadDuration: Int?
    let doneReason: String?
    let err: Bool?
    let errorKind: String?
    let errorMsg: String?
}
