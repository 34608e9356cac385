/// The account behind the key.
struct VastAccount: Decodable, Sendable {
    /// Dollars left: `credit`, or `balance` where there is no credit.
    let dollars: Double?

    private enum CodingKeys: String, CodingKey {
        case credit, balance
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        dollars = container.looseNumber(.credit) ?? container.looseNumber(.balance)
    }
}
