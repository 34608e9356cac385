import Foundation
import HTTPTypes

/// An answer as the loop hands it back.
struct TransferOutcome: Sendable {
    let response: HTTPResponse
    let body: Data
    /// Where the answer points to, absolute, when it is a redirect.
    let redirect: String?
}
