import Foundation

/// What an offer must be, in the words of the server; what was not said is left out.
struct AdviceMembers: Encodable {
    let objective: String?
    let min_tps: Double?
    let max_price: Double?
    let gpu_type: String?
    let min_vram: Int?
    let location: String?
    let min_reliability: Double?
    let provider: String?
    let context: Int?

    /// The same as arguments of a query.
    var query: [URLQueryItem] {
        let all: [(String, String?)] = [
            ("objective", objective), ("min_tps", min_tps.map(FlagRange.plain)), ("max_price", max_price.map(FlagRange.plain)),
            ("gpu_type", gpu_type), ("min_vram", min_vram.map(String.init)), ("location", location),
            ("min_reliability", min_reliability.map(FlagRange.plain)), ("provider", provider), ("context", context.map(String.init)),
        ]
        return all.compactMap { name, value in value.map { URLQueryItem(name: name, value: $0) } }
    }
}
