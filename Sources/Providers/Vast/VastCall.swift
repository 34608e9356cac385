import Foundation

import HTTP
import HTTPTypes

/// One call of the API, described.
struct VastCall: Sendable {
    let operation: VastOperation
    let method: HTTPRequest.Method
    let path: String
    var query: [URLQueryItem] = []
    var body: Data?
    var repeatable = Repeatable.safe
    var urgency = Urgency.ordinary
    var timeout: Duration?
    var limit = HTTPClient.defaultLimit

    init(_ operation: VastOperation, _ method: HTTPRequest.Method, _ path: String) {
        self.operation = operation
        self.method = method
        self.path = path
    }

    /// The same call with a JSON body.
    func sending(_ body: some Encodable) throws -> VastCall {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var call = self
        call.body = try encoder.encode(body)
        return call
    }
}
