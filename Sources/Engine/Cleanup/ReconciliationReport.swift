/// What one comparison of rows and accounts found and did.
public struct ReconciliationReport: Hashable, Sendable, Codable {
    /// How one provider answered.
    public struct Source: Hashable, Sendable, Codable {
        /// Its name.
        public let name: String
        /// Whether its whole list could be read.
        public let ok: Bool
        /// Why not.
        public let error: String?

        /// Every key is there, also for a provider that answered.
        public func encode(to encoder: any Encoder) throws {
            var keys = encoder.container(keyedBy: CodingKeys.self)
            try keys.encode(name, forKey: .name)
            try keys.encode(ok, forKey: .ok)
            try keys.encode(error, forKey: .error)
        }
    }

    /// Machines of ours that no session holds.
    public internal(set) var orphansFound = 0
    /// Those of them that were ended and proved gone.
    public internal(set) var orphansDestroyed = 0
    /// Sessions whose machine its provider, asked twice, does not know.
    public internal(set) var ghostsFound = 0
    /// Those of them that were closed.
    public internal(set) var ghostsFixed = 0
    /// Machines that could not be decided on now: a launch under way, an orphan that is too young, no answer.
    ///
    /// The next pass looks again.
    public internal(set) var unknown = 0
    /// Live machines whose price had changed.
    public internal(set) var pricesChanged = 0
    /// Who was asked.
    public internal(set) var providers: [Source] = []

    /// How long to rest before the next pass: a provider that could not be asked now may be in a minute.
    package func rest(of interval: Duration) -> Duration {
        providers.allSatisfy(\.ok) ? interval : min(interval, Self.shortRest)
    }

    static let shortRest = Duration.seconds(60)

    enum CodingKeys: String, CodingKey {
        case unknown, providers
        case orphansFound = "orphans_found"
        case orphansDestroyed = "orphans_destroyed"
        case ghostsFound = "ghosts_found"
        case ghostsFixed = "ghosts_fixed"
        case pricesChanged = "prices_changed"
    }
}
