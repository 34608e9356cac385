/// One page of the account's machines.
///
/// Nothing in it is skipped: an item that cannot be read could be a machine that costs money.
struct VastInstancePage: Decodable, Sendable {
    let rows: [VastInstanceRow]
    let nextToken: String?
    let total: Int?

    private enum CodingKeys: String, CodingKey {
        case instances
        case nextToken = "next_token"
        case total = "total_instances"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        rows = try container.decode([VastInstanceRow].self, forKey: .instances)
        total = container.looseInteger(.total)
        // A token of a kind we do not know is an error: it must not look like the last page.
        nextToken = try container.decodeIfPresent(Token.self, forKey: .nextToken)?.text
    }

    private struct Token: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = String(number)
            } else {
                let written = try container.decode(String.self)
                text = written.isEmpty ? nil : written
            }
        }
    }
}
