public import Domain

/// One word that opens the HTTP API, and to whom it belongs.
public struct APIToken: Hashable, Sendable {
    /// The consumer that its bearer rents as; `nil` for any.
    public let consumer: String?
    /// What its bearer may do.
    public let rights: APIRights
    /// The word.
    public let secret: Secret

    /// Joins them.
    public init(consumer: String?, rights: APIRights, secret: Secret) {
        self.consumer = consumer
        self.rights = rights
        self.secret = secret
    }

    /// Fewer characters than this can be guessed.
    public static let leastLength = 16

    /// Reads `consumer:rights:token` entries, joined by commas; `*` is every consumer.
    static func list(_ text: String) throws -> [APIToken] {
        let tokens = try text.split(separator: ",").enumerated().map { index, entry in
            let parts = entry.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3, !parts[0].isEmpty, !parts[2].isEmpty, let rights = APIRights(rawValue: parts[1].lowercased()) else {
                throw malformed(index + 1)
            }
            return APIToken(consumer: parts[0] == "*" ? nil : parts[0], rights: rights, secret: Secret(parts[2]))
        }
        guard Set(tokens.map(\.secret)).count == tokens.count else {
            throw Problem(
                .invalidInput, "GPU_SHOPPER_API_TOKENS gives one token twice", hint: "Make another with 'openssl rand -hex 24'.")
        }
        return tokens
    }

    /// Which entry it is, and nothing of what it holds.
    private static func malformed(_ number: Int) -> Problem {
        Problem(
            .invalidInput, "entry \(number) of GPU_SHOPPER_API_TOKENS cannot be read",
            hint:
                "Each is consumer:rights:token, joined by commas; rights are \(APIRights.allCases.map(\.rawValue).joined(separator: ", ")), and * is every consumer."
        )
    }
}
