/// What `JSONDecoder` objects to, for people.
enum JSONComplaint {
    static func text(_ error: any Error) -> String {
        guard let error = error as? DecodingError else { return "it is not valid JSON" }
        switch error {
        case .typeMismatch(_, let context): return "'\(path(context))' is of another type than expected"
        case .valueNotFound(_, let context): return "'\(path(context))' is null"
        case .keyNotFound(let key, _): return "'\(key.stringValue)' is missing"
        case .dataCorrupted(let context):
            return context.codingPath.isEmpty
                ? "it is not valid JSON" : "'\(path(context))' is \(context.debugDescription)"
        @unknown default: return "it is not valid JSON"
        }
    }

    private static func path(_ context: DecodingError.Context) -> String {
        context.codingPath.map(\.stringValue).joined(separator: ".")
    }
}
