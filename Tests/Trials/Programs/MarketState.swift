/// What is for rent and what is rented, as the marketplace's control API shows it.
struct MarketState: Decodable, Sendable {
    struct Offer: Decodable, Sendable {
        let id: String
        let gpu: String
        let dirty: [String]
    }

    struct Machine: Decodable, Sendable {
        let id: String
        let label: String?
    }

    let offers: [Offer]
    let instances: [Machine]
}
