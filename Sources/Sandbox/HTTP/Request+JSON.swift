import Foundation
import Hummingbird
import NIOCore

extension Request {
    /// The body as JSON; an empty one is an empty object.
    func json() async throws -> JSONValue {
        let buffer = try await body.collect(upTo: 8 << 20)
        return buffer.readableBytes == 0 ? [:] : try JSONValue(parsing: buffer.readableBytesView)
    }

    /// A query argument, decoded.
    func argument(_ name: String) -> String? {
        arguments(name).first
    }

    /// All values of a query argument, decoded, in order.
    func arguments(_ name: String) -> [String] {
        (uri.query ?? "").split(separator: "&").compactMap { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0] == name else { return nil }
            return parts[1].replacing("+", with: " ").removingPercentEncoding
        }
    }
}
