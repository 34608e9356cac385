import Domain

/// The ids that somebody may have meant who typed one that is none.
enum NearestID {
    /// A question that names them, with a blank behind it; empty where nothing is near.
    static func question(_ typed: String, among ids: [String]) -> String {
        // A few characters are near to many ids.
        guard typed.count >= 6 else { return "" }
        let names = ids.map { (name: $0, key: String($0.prefix(typed.count))) }
        let near = EditDistance.nearest(to: typed, in: names, atMost: typed.count >= 12 ? 2 : 1, limit: 2)
        return near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
    }
}
