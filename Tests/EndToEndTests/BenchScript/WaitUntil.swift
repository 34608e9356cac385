import TestSupport
import Testing

/// Looks until something another process does has happened.
func waitUntil(
    _ what: String, _ happened: () async throws -> Bool, at location: SourceLocation = #_sourceLocation
) async throws {
    if try await !Patience.sees(every: .milliseconds(20), happened) {
        Issue.record("\(what): not within \(Patience.limit)", sourceLocation: location)
    }
}
