import Foundation

/// Gone means: asked by id twice, an interval apart, and unknown both times.
struct AbsenceProof {
    let interval: Duration
    private(set) var sightings: [Date] = []

    init(interval: Duration) {
        self.interval = interval
    }

    /// Whether one answer already said so.
    var hasSighting: Bool { !sightings.isEmpty }

    /// Whether the first and the last answer lie far enough apart.
    var isComplete: Bool {
        guard let first = sightings.first, let last = sightings.last else { return false }
        return sightings.count >= 2 && last.timeIntervalSince(first) >= interval.inSeconds
    }

    mutating func absent(at date: Date) {
        // A clock that jumped back must not make two answers look close or far: start again.
        if let last = sightings.last, date < last { sightings = [] }
        sightings.append(date)
    }

    mutating func reset() { sightings = [] }

    /// How long until the next answer can complete the proof.
    func wait(from now: Date) -> Duration {
        guard let first = sightings.first else { return .zero }
        return .seconds(max(0.05, interval.inSeconds - now.timeIntervalSince(first) + 0.01))
    }
}
