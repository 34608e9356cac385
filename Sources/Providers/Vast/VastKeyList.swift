import Foundation

/// The keys of one machine; the documented answer holds them as a text that is JSON again, others as a list.
struct VastKeyList: Decodable, Sendable {
    private let keys: LooseJSON?

    private enum CodingKeys: String, CodingKey {
        case sshKeys = "ssh_keys"
        case keys
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: CodingKeys.self) {
            keys =
                try container.decodeIfPresent(LooseJSON.self, forKey: .sshKeys)
                ?? container.decodeIfPresent(LooseJSON.self, forKey: .keys)
        } else {
            keys = try LooseJSON(from: decoder)
        }
    }

    /// Whether `publicKey` is among them, its comment apart; `nil` when the answer lists no keys at all.
    func contains(_ publicKey: String) -> Bool? {
        let fields = publicKey.split(whereSeparator: \.isWhitespace)
        // Of "type base64 comment" only the middle is sure to come back as it was sent.
        guard let keys, let material = fields.count > 1 ? fields[1] : fields.first else { return nil }
        return keys.hasText { $0.replacing(#"\/"#, with: "/").contains(material) }
    }
}
