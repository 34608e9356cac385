extension Patience {
    /// Makes a call that is to run out of time, with more and more time until its peer had reacted before that.
    ///
    /// A clock that ran out while the machine was busy with something else says nothing about the call.
    public static func growing<Outcome>(
        from least: Duration, _ call: (Duration) async throws -> Outcome, until hasReacted: (Outcome) -> Bool
    ) async throws -> Outcome {
        var time = least
        while true {
            let outcome = try await call(time)
            if hasReacted(outcome) || time >= limit { return outcome }
            time = min(time * 4, limit)
        }
    }
}
