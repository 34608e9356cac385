/// When a rented machine counts as up.
public enum LaunchMode: String, Hashable, Sendable, Codable, CaseIterable {
    /// When its user can log in.
    case ssh
    /// When the API that it serves is healthy.
    case entrypoint
}
