/// How long tests wait for what another thread or process is to do.
///
/// A good run is over as soon as it happened; the limit only ends a run that hangs, and is far beyond what a busy
/// machine needs.
public enum Patience {
    /// The limit.
    public static let limit = Duration.seconds(120)

    /// Looks every few milliseconds until `happened`; says whether it did within ``limit``.
    public static func sees(
        every pause: Duration = .milliseconds(5), _ happened: () async throws -> Bool
    ) async throws -> Bool {
        let end = ContinuousClock.now + limit
        while try await !happened() {
            guard ContinuousClock.now < end else { return false }
            try await Task.sleep(for: pause)
        }
        return true
    }
}
