import Domain
import Foundation

/// What a server answered.
struct ServerAnswer: Sendable {
    let status: Int
    let body: Data

    /// Reads the body; a server that answers something else is another program or another version.
    func decoded<Shape: Decodable>(_ type: Shape.Type = Shape.self) throws -> Shape {
        do {
            return try ProductJSON.decoder().decode(Shape.self, from: body)
        } catch {
            throw Problem(
                .badResponse, "the server's answer cannot be read", hint: "Is it a gpu-shopper server, and of this version?", cause: error)
        }
    }
}
