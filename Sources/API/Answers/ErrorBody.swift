/// What a caller is told about a request that failed.
struct ErrorBody: Encodable, Sendable {
    let error: String
    let error_type: String
    let hint: String?
    let request_id: String
}
