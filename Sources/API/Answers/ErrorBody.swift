/// What a caller is told about a request that failed.
struct ErrorBody: Encodable, Sendable {
    let error: String
    let error_type: String
    let hint: String?
    let request_id: String
    /// Of a disk that is too small.
    var disk: DiskShortageShape?

    private enum CodingKeys: String, CodingKey {
        case error, error_type, hint, request_id
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(error, forKey: .error)
        try container.encode(error_type, forKey: .error_type)
        try container.encodeIfPresent(hint, forKey: .hint)
        try container.encode(request_id, forKey: .request_id)
        // Its members stand beside these.
        try disk?.encode(to: encoder)
    }
}
