/// A machine there was, as the marketplace billed it.
struct BilledMachine: Decodable, Sendable {
    let id: String
    let label: String?
    let offer: String
    let pricePerHour: Double
    /// Moments are in unix seconds.
    let created: Double
    let billedFrom: Double
    /// From when on lists show it; `nil` for never.
    let listedFrom: Double?
    /// `nil` while it lives.
    let ended: Double?

    enum CodingKeys: String, CodingKey {
        case id, label, offer, created, ended
        case pricePerHour = "price_per_hour"
        case billedFrom = "billed_from"
        case listedFrom = "listed_from"
    }
}
