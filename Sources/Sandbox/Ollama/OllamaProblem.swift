import HTTPTypes
import Hummingbird

/// An error as the model server words it.
struct OllamaProblem: Error {
    let status: HTTPResponse.Status
    let message: String

    static func noModel(_ name: String) -> OllamaProblem {
        OllamaProblem(status: .notFound, message: "model '\(name)' not found")
    }
}
