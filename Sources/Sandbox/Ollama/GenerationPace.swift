/// A generation as it happens in real time, handing over tokens when they are due.
///
/// Every token has its own fixed moment, so a late wake-up delays one token, not all that follow.
struct GenerationPace {
    private let generation: Generation
    private let clock = ContinuousClock()
    /// When the prompt is through, on both clocks.
    private let first: ContinuousClock.Instant
    private let firstTime: Double
    private var index = 0

    init(_ generation: Generation) {
        self.generation = generation
        first = clock.now + .seconds(generation.promptTime)
        firstTime = Cloud.now + generation.promptTime
    }

    /// The lines that are due next, after waiting for them; `nil` at the end.
    mutating func next() async throws -> [JSONValue]? {
        guard index < generation.tokens.count else { return nil }
        try await clock.sleep(until: first + .seconds(offset(index)), tolerance: .zero)
        let elapsed = clock.now - first
        var lines: [JSONValue] = []
        while index < generation.tokens.count, lines.isEmpty || .seconds(offset(index)) <= elapsed {
            lines.append(generation.line(index, at: firstTime + offset(index)))
            index += 1
        }
        return lines
    }

    private func offset(_ index: Int) -> Double { Double(index + 1) * generation.secondsPerToken }
}
