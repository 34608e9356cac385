import Foundation

/// Gone means: asked by id twice, an interval apart, and unknown both times.
struct AbsenceProof {
    let interval: Duration
    /// Before this, "unknown" may mean "not known yet": answers are collected, but prove nothing.
    private(set) var notBefore: Date?
    private(set) var sightings: [Date] = []

    init(interval: Duration, notBefore: Date? = nil) {
        self.interval = interval
        self.notBefore = notBefore
    }

    /// Whether one answer already said so.
    var hasSighting: Bool { !sightings.isEmpty }

    /// Whether the first and the last answer lie far enough apart, and the last one is late enough.
    var isComplete: Bool {
        guard let first = sightings.first, let last = sightings.last else { return false }
        return sightings.count >= 2 && last.timeIntervalSince(first) >= interval.inSeconds && last >= notBefore ?? .distantPast
    }

    mutating func absent(at date: Date) {
        // A clock that jumped back must not make two answers look close or far: start again.
        if let last = sightings.last, date < last { sightings = [] }
        sightings.append(date)
    }

    /// The machine was shown: from now on the provider knows it, and "unknown" means what it says.
    mutating func seen() {
        reset()
        notBefore = nil
    }

    mutating func reset() { sightings = [] }

    /// How long until the next answer can complete the proof; a machine that is not known yet is looked for in between.
    func wait(from now: Date) -> Duration {
        guard let first = sightings.first else { return .zero }
        // A clock that jumped back must not make this a long sleep.
        let apart = min(interval.inSeconds, interval.inSeconds - now.timeIntervalSince(first))
        let early = min(notBefore?.timeIntervalSince(now) ?? 0, max(interval.inSeconds, 1))
        return .seconds(max(0.05, apart + 0.01, early + 0.01))
    }
}
