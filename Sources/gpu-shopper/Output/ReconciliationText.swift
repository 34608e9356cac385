import Engine

/// `reconcile` as a person reads it.
struct ReconciliationText {
    let lines: [String]

    init(_ report: ReconciliationReport) {
        var lines = [
            "orphans    \(report.orphansFound) found, \(report.orphansDestroyed) ended and proved gone",
            "ghosts     \(report.ghostsFound) found, \(report.ghostsFixed) closed",
        ]
        if report.pricesChanged > 0 { lines.append("prices     \(report.pricesChanged) changed") }
        if report.unknown > 0 {
            lines.append("undecided  \(report.unknown): too young, no answer, or an end that failed; the next pass looks again")
        }
        for provider in report.providers {
            lines.append("provider   \(provider.name) \(provider.ok ? "answered" : "did not answer: \(provider.error ?? "")")")
        }
        self.lines = lines
    }
}
