/// What a server says of a comparison of rows and accounts.
package struct PassReport: Decodable, Hashable, Sendable {
    /// Machines of ours that no session holds, and those of them that were ended.
    package let orphansFound, orphansDestroyed: Int
    /// Sessions whose machines are gone, and those of them that were closed.
    package let ghostsFound, ghostsFixed: Int
    /// What could not be decided.
    package let unknown: Int
    /// Machines whose price had changed.
    package let pricesChanged: Int

    enum CodingKeys: String, CodingKey {
        case unknown
        case orphansFound = "orphans_found"
        case orphansDestroyed = "orphans_destroyed"
        case ghostsFound = "ghosts_found"
        case ghostsFixed = "ghosts_fixed"
        case pricesChanged = "prices_changed"
    }
}
