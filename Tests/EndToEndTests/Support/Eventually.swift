import TestSupport
import Testing

/// Something that did not come about.
struct NotWithinTime: Error, CustomStringConvertible {
    let what: String
    var description: String { "in vain: \(what)" }
}

/// Looks again and again until something another process does has happened; ends the test when it does not.
func eventually(
    _ what: String, within patience: Duration = Patience.limit, at location: SourceLocation = #_sourceLocation,
    _ happened: () async throws -> Bool
) async throws {
    let clock = ContinuousClock()
    let limit = clock.now + patience
    while try await !happened() {
        guard clock.now < limit else {
            Issue.record("\(what): not within \(patience)", sourceLocation: location)
            throw NotWithinTime(what: what)
        }
        try await Task.sleep(for: .milliseconds(50))
    }
}
