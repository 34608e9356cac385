import Testing

/// Looks until something another process does has happened; a minute is far more than any of it needs.
func waitUntil(
    _ what: String, _ happened: () throws -> Bool, at location: SourceLocation = #_sourceLocation
) async throws {
    let clock = ContinuousClock()
    let limit = clock.now + .seconds(60)
    while try !happened() {
        guard clock.now < limit else {
            Issue.record("\(what): not within a minute", sourceLocation: location)
            return
        }
        try await Task.sleep(for: .milliseconds(20))
    }
}
