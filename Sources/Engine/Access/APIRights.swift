/// What a caller of the HTTP API may do; each right holds those before it.
public enum APIRights: String, Hashable, Sendable, CaseIterable, Comparable {
    /// Look at everything but keys.
    case read
    /// Rent machines, and use and end its own.
    case rent
    /// Everything: other consumers' sessions, budgets, upkeep.
    case admin

    /// The smaller right first.
    public static func < (left: APIRights, right: APIRights) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .read: 0
        case .rent: 1
        case .admin: 2
        }
    }
}
