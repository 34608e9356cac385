import Domain
import HTTPTypes
import Hummingbird

/// The name that a caller gives a request, so that sending it again does nothing twice.
enum RequestName {
    static let header = HTTPField.Name("Idempotency-Key")
    /// Says in an answer that the request was known.
    static let repeated = HTTPField.Name("Idempotency-Replayed")

    /// Its `Idempotency-Key`, for a request with that body; `nil` when it has none.
    static func of(_ request: Request, _ fields: BodyFields) throws -> Opening.Name? {
        guard let header, let key = request.headers[header] else { return nil }
        guard (1...255).contains(key.utf8.count), key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.invalidInput, "Idempotency-Key must be 1 to 255 visible ASCII characters", hint: "A UUID does.")
        }
        return Opening.Name(key: key, requestHash: fields.digest)
    }
}
