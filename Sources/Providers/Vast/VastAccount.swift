/// The account behind the key.
struct VastAccount: Decodable, Sendable {
    /// Its number, as text.
    let id: String?
    /// Dollars left: `credit`, or `balance` where there is no credit.
    let dollars: Double?

    private enum CodingKeys: String, CodingKey {
        case id, credit, balance
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = container.looseText(.id)
        dollars = container.looseNumber(.credit) ?? container.looseNumber(.balance)
    }
}
