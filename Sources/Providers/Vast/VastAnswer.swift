import Foundation

import Domain

/// What Vast.ai answered to one call, not yet judged.
struct VastAnswer: Sendable {
    let operation: VastOperation
    let status: Int
    let body: Data
    /// Struck out of everything quoted from the body: a server may echo what it was sent.
    let key: Secret

    var isSuccess: Bool { (200...299).contains(status) }

    /// A web page instead of an answer: a proxy, a maintenance page, a wrong base URL.
    var isWebPage: Bool {
        body.prefix(64).first { !$0.isASCIIWhitespace } == UInt8(ascii: "<")
    }

    var isEmpty: Bool { body.allSatisfy(\.isASCIIWhitespace) }

    /// Reads the body, or says that it cannot be read.
    func decoded<Value: Decodable>(as type: Value.Type) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: body)
        } catch {
            // Python servers write NaN and Infinity, which JSON does not have and JSON5 does.
            let relaxed = JSONDecoder()
            relaxed.allowsJSON5 = true
            do {
                return try relaxed.decode(type, from: body)
            } catch let error {
                throw unreadable(error)
            }
        }
    }

    /// The body does not have the promised shape.
    func unreadable(_ cause: (any Error)? = nil) -> Problem {
        let what =
            if isEmpty { "nothing" } else if isWebPage { "a web page" } else { "something unreadable" }
        return Problem(
            .badResponse, "Vast.ai answered '\(operation.rawValue)' with \(what) (HTTP \(status))",
            hint: "Try again in a minute; if it stays so, check VASTAI_BASE_URL", cause: cause)
    }

    /// The server's own explanation on one line, shortened, without our key.
    var explanation: String? {
        guard !isWebPage, let words = try? decoded(as: VastErrorBody.self).words, !words.isEmpty else { return nil }
        var line = words.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        // Our own sentence goes on or ends after it.
        while line.hasSuffix(".") { line.removeLast() }
        let safe = key.exposed.isEmpty ? line : line.replacing(key.exposed, with: "***")
        return safe.count > 300 ? safe.prefix(300) + "..." : safe
    }
}

extension UInt8 {
    fileprivate var isASCIIWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
